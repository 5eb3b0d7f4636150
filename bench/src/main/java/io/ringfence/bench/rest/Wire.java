package io.ringfence.bench.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection with at most one request under way, and just enough of HTTP/1.1 to see where an answer ends. */
final class Wire {
    private static final int ANSWER_BYTES = 16 * 1024;
    private static final int STATUS_AT = 9;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES);
    private ByteBuffer out = ByteBuffer.allocate(0);
    /** The number of the order under way; negative = none. */
    int order = -1;

    private Wire(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static Wire open(int port, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new Wire(channel, selector);
    }

    void send(byte[] request, int number) throws IOException {
        order = number;
        in.clear();
        out = ByteBuffer.wrap(request);
        write();
    }

    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Reads what has come.
     *
     * @return the status of the answer when it is complete, 0 when it is not, -1 when the connection has ended
     */
    int read() throws IOException {
        if (channel.read(in) < 0 || !in.hasRemaining()) {
            return -1;
        }
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return 0;
        }
        String headers = text.substring(0, head).toLowerCase(Locale.ROOT);
        int at = headers.indexOf("content-length: ");
        if (at < 0) {
            throw new IOException("an answer without a length: " + headers);
        }
        int end = headers.indexOf('\r', at);
        int length = Integer.parseInt(headers.substring(at + 16, end < 0 ? headers.length() : end));
        return text.length() < head + 4 + length ? 0 : Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3));
    }

    /** What was read last. */
    String answer() {
        return new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    }

    void close() {
        try {
            key.cancel();
            channel.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }
}
