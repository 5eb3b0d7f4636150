package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.OrderRequest;
import io.ringfence.gateway.json.PreviewJson;
import io.ringfence.gateway.json.RequestBody;
import java.util.List;

/** What the gates would say to an order now: computed on the read model, not journaled, reserving nothing. */
final class PreviewEndpoint {
    private final Reads reads;
    /** Follower's thread only. */
    private final CommandWriter writer = new CommandWriter();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder decoder = new NewOrderDecoder();

    PreviewEndpoint(Reads reads) {
        this.reads = reads;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "/v1/orders/preview", roles(Role.TRADER), this::preview, "min_seq"));
    }

    private void preview(Call call) {
        RequestBody body = OrderRequest.parseOrder(call.body());
        String account = OrderEndpoints.account(call.credential(), body.text("account"));
        long receivedAtNanos = OrderEndpoints.wallNanos();
        reads.ask(call, model -> {
            writer.origin(0, 0, 0, call.credential().id());
            OrderRequest.encodeOrder(body, account, model.names(), writer, receivedAtNanos);
            decoder.wrapAndApplyHeader(writer.buffer(), 0, header);
            int code = model.preview().preview(decoder, receivedAtNanos);
            Answer answer = PreviewJson.answer(code, decoder, model.preview(), model.names(), model.sequence());
            return answer;
        });
    }
}
