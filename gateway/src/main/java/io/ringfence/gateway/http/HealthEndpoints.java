package io.ringfence.gateway.http;

import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.Health;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.HealthJson;
import io.ringfence.gateway.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Probes and the scrape, for the operations port: no credential, because it is bound to the host. */
final class HealthEndpoints {
    private final Health health;
    private final Metrics metrics;

    HealthEndpoints(Health health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/health/live", Set.of(), this::live),
                Route.of("GET", "/health/ready", Set.of(), this::ready),
                Route.of("GET", "/health/trading", Set.of(), this::trading),
                Route.of("GET", "/metrics", Set.of(), this::scrape, "name[]"));
    }

    private void live(Call call) {
        call.answer(HealthJson.of(200, "live", List.of()));
    }

    private void ready(Call call) {
        List<String> reasons = health.notReady();
        call.answer(HealthJson.of(reasons.isEmpty() ? 200 : 503, reasons.isEmpty() ? "ready" : "not_ready", reasons));
    }

    /** 503 while orders can not be taken, 423 while they may not, 200 otherwise. */
    private void trading(Call call) {
        List<String> reasons = health.notReady();
        if (!reasons.isEmpty()) {
            call.answer(HealthJson.of(503, "not_ready", reasons));
        } else if (health.isHalted()) {
            call.answer(HealthJson.of(423, "halted", List.of("the global kill switch is tripped")));
        } else if (health.isClosed()) {
            call.answer(HealthJson.of(503, "recovering", List.of("the core is not open for orders yet")));
        } else if (health.globalLevel() == KillLevel.REDUCE_ONLY) {
            call.answer(HealthJson.of(200, "reduce_only", List.of("only orders that reduce a position are taken")));
        } else {
            call.answer(HealthJson.of(200, "trading", List.of()));
        }
    }

    private void scrape(Call call) {
        byte[] text = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        call.answer(new Answer(200, Metrics.CONTENT_TYPE, text, Map.of()));
    }
}
