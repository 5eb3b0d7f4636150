package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.SignedText;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.SocketMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request that came as a message on a WebSocket; its answer is the message that REST would have answered. */
final class SocketCall extends Call {
    private final Socket socket;
    private final SocketMessage message;
    private final String op;
    private final AtomicBoolean answered = new AtomicBoolean();

    SocketCall(Socket socket, SocketMessage message, String op, String typeBase, String id) {
        super(typeBase, id);
        this.socket = socket;
        this.message = message;
        this.op = op;
        body(message.body());
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String rawPathAndQuery() {
        return SocketEndpoint.PATH;
    }

    /** What proves who somebody is, as if it came in headers. */
    @Override
    public @Nullable String header(String name) {
        return switch (name) {
            case "Authorization" -> message.text("token") == null ? null : "Bearer " + message.text("token");
            case "Last-Event-ID" -> message.text("last_event_id");
            case SignedText.KEY -> message.text("key");
            case SignedText.TIMESTAMP -> message.text("timestamp");
            case SignedText.NONCE -> message.text("nonce");
            case SignedText.SIGNATURE -> message.text("signature");
            default -> null;
        };
    }

    @Override
    public String remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    @Nullable
    String query(String name) {
        return message.text(name);
    }

    @Override
    void answer(Answer answer) {
        if (answered.compareAndSet(false, true)) {
            socket.reply(op, message.ref(), answer);
        }
    }
}
