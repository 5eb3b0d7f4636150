package io.ringfence.bench.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that hold a server up where it lets them: a request line byte by byte, a body byte by byte, nothing at all,
 * questions whose answers are never read, a stream that is never read. Who is thrown out comes back at once.
 */
final class SlowClients implements Runnable, AutoCloseable {
    private static final long TICK_NANOS = 1_000_000;
    /** Every client does something in one of so many ticks, about once a second; they have nothing to do with each other. */
    private static final int TURNS = 1_000;

    /** What a client does. */
    enum Kind {
        HEAD,
        BODY,
        SILENT,
        ANSWERS,
        STREAM
    }

    private final List<Kind> kinds;
    private final int port;
    private final SocketChannel[] channels;
    private final int[] written;
    private final Map<Kind, byte[]> texts = new EnumMap<>(Kind.class);
    private final Thread thread = new Thread(this, "slow-clients");
    private volatile boolean stopping;
    private final AtomicLong thrownOut = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    SlowClients(int port, int count, List<Kind> kinds, String token) {
        this.kinds = List.copyOf(kinds);
        this.port = port;
        channels = new SocketChannel[count];
        written = new int[count];
        String authorization = "Host: localhost\r\nAuthorization: Bearer " + token + "\r\n";
        texts.put(Kind.HEAD, bytes("GET /v1/orders HTTP/1.1\r\n" + authorization + "X-Slow: " + "x".repeat(4000)));
        texts.put(
                Kind.BODY,
                bytes("POST /v1/orders HTTP/1.1\r\n" + authorization
                        + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"));
        texts.put(Kind.ANSWERS, bytes("GET /v1/orders?status=all&limit=500 HTTP/1.1\r\n" + authorization + "\r\n"));
        texts.put(Kind.STREAM, bytes("GET /v1/stream?from_seq=1 HTTP/1.1\r\n" + authorization + "\r\n"));
        thread.start();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many there are now. */
    int open() {
        return open.get();
    }

    /** How often the server ended a connection. */
    long thrownOut() {
        return thrownOut.get();
    }

    @Override
    public void run() {
        int tick = 0;
        while (!stopping) {
            for (int i = tick % TURNS; i < channels.length; i += TURNS) {
                turn(i);
            }
            tick++;
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void turn(int i) {
        try {
            if (channels[i] == null) {
                connect(i);
            }
            act(i, kind(i));
        } catch (IOException e) {
            thrownOut.incrementAndGet();
            drop(i);
        }
    }

    private void connect(int i) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        channels[i] = channel;
        open.incrementAndGet();
        written[i] = 0;
    }

    private Kind kind(int i) {
        return kinds.get(i % kinds.size());
    }

    private void act(int i, Kind kind) throws IOException {
        byte[] text = texts.getOrDefault(kind, new byte[0]);
        switch (kind) {
            case HEAD -> dribble(i, text, 1);
            // The head at once, then the body.
            case BODY -> dribble(i, text, written[i] == 0 ? text.length : 1);
            case SILENT -> read(channels[i]);
            case ANSWERS -> channels[i].write(ByteBuffer.wrap(text));
            case STREAM -> write(i, text, text.length);
        }
    }

    private void dribble(int i, byte[] text, int most) throws IOException {
        if (written[i] < text.length) {
            write(i, text, most);
        } else {
            written[i] += channels[i].write(ByteBuffer.wrap(new byte[] {' '}));
        }
        read(channels[i]);
    }

    private void write(int i, byte[] text, int most) throws IOException {
        int length = Math.min(most, text.length - written[i]);
        written[i] += length <= 0 ? 0 : channels[i].write(ByteBuffer.wrap(text, written[i], length));
    }

    /** Only to see whether the server has ended it. */
    private static void read(SocketChannel channel) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(4096);
        if (channel.read(some) < 0) {
            throw new IOException("the server has closed");
        }
    }

    private void drop(int i) {
        try {
            if (channels[i] != null) {
                open.decrementAndGet();
                channels[i].close();
            }
        } catch (IOException e) {
            // It is gone in any case.
        }
        channels[i] = null;
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < channels.length; i++) {
            drop(i);
        }
    }
}
