package io.ringfence.gateway.http;

import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.StreamJson;
import io.ringfence.gateway.stream.Outlet;
import io.ringfence.gateway.stream.StreamEvent;

/** Sends events as messages on a WebSocket: the same bytes that are the data of a server-sent event. */
final class SocketOutlet implements Outlet {
    private static final int CAPACITY = 64 * 1024;
    static final int GOING_AWAY = 1001;

    private final Socket socket;
    private final SocketWriter writer;
    private final SocketCall call;

    SocketOutlet(Socket socket, SocketWriter writer, SocketCall call) {
        this.socket = socket;
        this.writer = writer;
        this.call = call;
    }

    @Override
    public void open() {
        call.answer(StreamJson.subscribed());
    }

    @Override
    public void refuse(int status, String detail) {
        socket.unsubscribed();
        call.problem(Problem.http(status, detail));
    }

    @Override
    public boolean offer(StreamEvent event) {
        return offer(event.json());
    }

    @Override
    public boolean offer(String type, byte[] json) {
        return offer(json);
    }

    private boolean offer(byte[] json) {
        long waiting = writer.waitingBytes();
        if (waiting > 0 && waiting + json.length > CAPACITY) {
            return false;
        }
        writer.send(json);
        return true;
    }

    @Override
    public void heartbeat(long sequence) {
        if (hasRoom()) {
            writer.send(StreamJson.heartbeat(sequence));
        }
    }

    @Override
    public boolean hasRoom() {
        return writer.waitingBytes() < CAPACITY / 2;
    }

    @Override
    public boolean isOpen() {
        return writer.isOpen();
    }

    @Override
    public long stuckSinceNanos() {
        return writer.stuckSinceNanos();
    }

    @Override
    public void end() {
        socket.unsubscribed();
        writer.close(GOING_AWAY, "the core stops");
    }

    @Override
    public void revoke() {
        socket.unsubscribed();
        writer.close(Socket.NOT_AUTHENTICATED, "key revoked");
    }

    @Override
    public void drop() {
        socket.unsubscribed();
        writer.close(Socket.SLOW_CONSUMER, "nothing was read; resume behind the last event");
    }
}
