package io.ringfence.gateway.http;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.IoUtils;

/**
 * Sends on one WebSocket, in the order in which it is asked, and knows how much waits. Everything is written by the
 * connection's I/O thread; nobody who asks is held up.
 */
final class SocketWriter implements WebSocketCallback<Void> {
    /** For a client to see why it is closed, if it reads at all. */
    private static final long PARTING_MILLIS = 1_000;

    private final WebSocketChannel channel;
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile long stuckSinceNanos;
    private volatile boolean open = true;
    /** Set with the farewell: nothing is sent behind it. */
    private final AtomicBoolean closing = new AtomicBoolean();

    SocketWriter(WebSocketChannel channel) {
        this.channel = channel;
        channel.addCloseTask(closed -> open = false);
    }

    /** False once the client has gone, or was told to go. */
    boolean isOpen() {
        return open && !closing.get();
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Since when bytes wait without any leaving; 0 when none wait. */
    long stuckSinceNanos() {
        return stuckSinceNanos;
    }

    void send(byte[] text) {
        if (!isOpen()) {
            return;
        }
        if (waitingBytes.getAndAdd(text.length) == 0) {
            stuckSinceNanos = nowNanos();
        }
        channel.getIoThread().execute(() -> {
            if (open) {
                WebSockets.sendText(ByteBuffer.wrap(text), channel, new Sent(text.length));
            }
        });
    }

    private static long nowNanos() {
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }

    private final class Sent implements WebSocketCallback<Void> {
        private final int length;

        Sent(int length) {
            this.length = length;
        }

        @Override
        public void complete(WebSocketChannel sentOn, Void nothing) {
            stuckSinceNanos = waitingBytes.addAndGet(-length) == 0 ? 0 : nowNanos();
        }

        @Override
        public void onError(WebSocketChannel failed, Void nothing, Throwable cause) {
            hangUp();
        }
    }

    /** Says goodbye behind what waits, and hangs up when that was sent, or was not for a while. */
    void close(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        channel.getIoThread().execute(() -> {
            if (open) {
                WebSockets.sendClose(code, reason, channel, this);
                channel.getIoThread().executeAfter(this::hangUp, PARTING_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    @Override
    public void complete(WebSocketChannel closed, Void nothing) {
        // The client answers with its own goodbye and closes; who does not is hung up.
    }

    @Override
    public void onError(WebSocketChannel failed, Void nothing, Throwable cause) {
        hangUp();
    }

    private void hangUp() {
        open = false;
        IoUtils.safeClose(channel);
    }
}
