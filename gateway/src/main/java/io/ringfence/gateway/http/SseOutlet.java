package io.ringfence.gateway.http;

import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.StreamJson;
import io.ringfence.gateway.stream.Outlet;
import io.ringfence.gateway.stream.StreamEvent;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * A client that listens to server-sent events (HTML Living Standard, section 9.2). Events wait in one of two small
 * buffers while the other is written by the connection's I/O thread.
 */
final class SseOutlet implements Outlet, ChannelListener<StreamSinkChannel> {
    private static final int CAPACITY = 64 * 1024;
    private static final byte[] HELLO = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpCall call;
    private final Object lock = new Object();
    /** What waits; guarded by the lock. */
    private byte[] filling = new byte[4096];

    private int filled;
    private boolean scheduled;
    private volatile boolean ending;
    private volatile boolean open = true;
    private volatile long stuckSinceNanos;
    /** Belongs to the I/O thread. */
    private ByteBuffer writing = ByteBuffer.allocate(0);

    private @Nullable HttpServerExchange exchange;
    private @Nullable StreamSinkChannel channel;

    SseOutlet(HttpCall call) {
        this.call = call;
    }

    @Override
    public void open() {
        HttpServerExchange taken = call.takeOver();
        if (taken == null) {
            open = false;
            return;
        }
        exchange = taken;
        taken.getConnection().addCloseListener(closed -> open = false);
        Runnable begin = this::begin;
        taken.dispatch(taken.getIoThread(), begin);
        append("", HELLO, HELLO.length);
    }

    @Override
    public void refuse(int status, String detail) {
        open = false;
        call.problem(Problem.http(status, detail));
    }

    private void begin() {
        HttpServerExchange taken = exchange();
        taken.setPersistent(false);
        taken.setStatusCode(200);
        HeaderMap headers = taken.getResponseHeaders();
        // Told explicitly, because a connection that ends with its response would get none otherwise: with chunks a
        // client
        // can tell an end from a cut.
        headers.put(Headers.TRANSFER_ENCODING, "chunked");
        headers.put(Headers.CONTENT_TYPE, "text/event-stream");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        StreamSinkChannel sink = taken.getResponseChannel();
        if (sink == null) {
            hangUp();
            return;
        }
        channel = sink;
        watch(taken.getConnection());
        sink.getWriteSetter().set(this);
        handleEvent(sink);
    }

    /** Sees at once when the client goes, and not only when the next event can not be written. */
    private void watch(ServerConnection connection) {
        if (connection instanceof AbstractServerConnection http) {
            StreamSourceChannel source = http.getChannel().getSourceChannel();
            source.getReadSetter().set((ChannelListener<StreamSourceChannel>) this::onReadable);
            source.resumeReads();
        }
    }

    /** A stream takes its whole connection: whoever says more on it has lost its way, or has gone. */
    private void onReadable(StreamSourceChannel source) {
        try {
            if (open && source.read(ByteBuffer.allocate(1)) != 0) {
                hangUp();
            }
        } catch (IOException e) {
            hangUp();
        }
    }

    private HttpServerExchange exchange() {
        return Objects.requireNonNull(exchange);
    }

    @Override
    public boolean offer(StreamEvent event) {
        return append("id: " + event.id() + "\nevent: " + event.type() + "\ndata: ", event.json(), event.json().length);
    }

    /** Without an id: a client comes back behind the last event that had one. */
    @Override
    public boolean offer(String type, byte[] json) {
        return append("event: " + type + "\ndata: ", json, json.length);
    }

    @Override
    public void heartbeat(long sequence) {
        byte[] json = StreamJson.heartbeat(sequence);
        append("id: " + sequence + "\nevent: heartbeat\ndata: ", json, json.length);
    }

    private boolean append(String head, byte[] data, int length) {
        int size = head.length() + length + 2;
        synchronized (lock) {
            if (filled > 0 && filled + size > CAPACITY) {
                return false;
            }
            if (filled + size > filling.length) {
                filling = Arrays.copyOf(filling, Math.max(filled + size, Math.min(CAPACITY, 2 * filling.length)));
            }
            for (int i = 0; i < head.length(); i++) {
                filling[filled++] = (byte) head.charAt(i);
            }
            System.arraycopy(data, 0, filling, filled, length);
            filled += length;
            filling[filled++] = '\n';
            filling[filled++] = '\n';
            if (stuckSinceNanos == 0) {
                stuckSinceNanos = nowNanos();
            }
            if (scheduled) {
                return true;
            }
            scheduled = true;
        }
        wake();
        return true;
    }

    private static long nowNanos() {
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }

    private void wake() {
        exchange().getIoThread().execute(() -> {
            StreamSinkChannel sink = channel;
            if (sink != null) {
                handleEvent(sink);
            }
        });
    }

    /** Writes what waits; on the I/O thread, when asked to or when the socket takes bytes again. */
    @Override
    public void handleEvent(StreamSinkChannel sink) {
        if (!open) {
            return;
        }
        try {
            write(sink);
        } catch (IOException | RuntimeException e) {
            hangUp();
        }
    }

    private void write(StreamSinkChannel sink) throws IOException {
        while (refill()) {
            int written = sink.write(writing);
            if (written <= 0) {
                sink.resumeWrites();
                return;
            }
            stuckSinceNanos = nowNanos();
        }
        if (ending) {
            sink.shutdownWrites();
        }
        if (!sink.flush()) {
            sink.resumeWrites();
            return;
        }
        sink.suspendWrites();
        if (ending) {
            open = false;
            exchange().endExchange();
            return;
        }
        synchronized (lock) {
            if (filled == 0) {
                stuckSinceNanos = 0;
            }
        }
    }

    /** Takes the filled buffer when the one before has been written; false when nothing waits. */
    private boolean refill() {
        if (writing.hasRemaining()) {
            return true;
        }
        synchronized (lock) {
            scheduled = filled > 0;
            if (filled == 0) {
                return false;
            }
            byte[] empty = writing.array();
            writing = ByteBuffer.wrap(filling, 0, filled);
            filling = empty.length >= 4096 ? empty : new byte[4096];
            filled = 0;
            return true;
        }
    }

    @Override
    public boolean hasRoom() {
        synchronized (lock) {
            return filled < CAPACITY / 2;
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public long stuckSinceNanos() {
        return stuckSinceNanos;
    }

    @Override
    public void end() {
        if (open) {
            ending = true;
            wake();
        }
    }

    @Override
    public void revoke() {
        end();
    }

    @Override
    public void drop() {
        if (open) {
            exchange().getIoThread().execute(this::hangUp);
        }
    }

    private void hangUp() {
        open = false;
        HttpServerExchange taken = exchange();
        IoUtils.safeClose(taken.getConnection());
        taken.endExchange();
    }
}
