package io.ringfence.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Listens to a stream over a bare socket, so that it can leave anywhere: between events or within one. */
final class EventClient implements AutoCloseable {
    /** What arrived as one event. */
    record Event(String id, String type, String data) {}

    private static final int TIMEOUT_MILLIS = 60_000;

    final int status;
    private final Socket socket;
    private final InputStream in;
    private int leftOfChunk;
    private String lastId = "";
    private String type = "";
    private String data = "";
    /** Bytes of the stream read so far. */
    private long read;

    EventClient(InetSocketAddress address, String token, String path, String lastEventId) throws IOException {
        this(address, token, path, lastEventId, 0);
    }

    EventClient(InetSocketAddress address, String token, String path, String lastEventId, int receiveBuffer)
            throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream(), 4096);
        status = Integer.parseInt(line(in).substring(9, 12));
        String header = line(in);
        while (!header.isEmpty()) {
            header = line(in);
        }
    }

    /** The next event that is not a heartbeat. */
    Event next() throws IOException {
        return next(Long.MAX_VALUE);
    }

    /** The next event, or null when so many bytes have been read before it was whole. */
    Event next(long mostBytes) throws IOException {
        while (true) {
            String line = field(mostBytes);
            if (line == null) {
                return null;
            }
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                Event event = new Event(lastId, type, data);
                data = "";
                if (!type.equals("heartbeat")) {
                    return event;
                }
            }
        }
    }

    private String field(long mostBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (read < mostBytes) {
            int next = body();
            read++;
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
        return null;
    }

    private int body() throws IOException {
        if (leftOfChunk == 0) {
            leftOfChunk = Integer.parseInt(line(in), 16);
            if (leftOfChunk == 0) {
                throw new EOFException("the stream has ended");
            }
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the stream was cut off");
        }
        if (--leftOfChunk == 0) {
            line(in);
        }
        return next;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
