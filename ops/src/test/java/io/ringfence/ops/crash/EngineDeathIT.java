package io.ringfence.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine thread dies at each stage of a command, by an exception, without memory, or without stack. The core refuses
 * everything at once, ends, recovers at the next start, and a halt is still a halt then. Three cases by default; all of
 * them: {@code mvn verify -pl ops -am -Dit.test=EngineDeathIT -Dringfence.deaths=all}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EngineDeathIT {
    private static final Map<String, String> STAGES = Map.of(
            "stamp", "io.ringfence.ops.run.SystemStampSource.nextNanos",
            "decode", "io.ringfence.engine.pipeline.CommandDispatcher.dispatch",
            "gates", "io.ringfence.engine.gates.Gates.evaluate",
            "decide", "io.ringfence.engine.gates.Decision.decide",
            "execute", "io.ringfence.engine.execution.Execution.execute",
            "commit", "io.ringfence.engine.record.RecordWriter.commit",
            "append", "io.ringfence.journal.ChronicleJournal.append");

    @TempDir
    Path work;

    static Stream<Arguments> deaths() {
        if (!"all".equals(System.getProperty("ringfence.deaths"))) {
            return Stream.of(
                    Arguments.of("execute", "throw"), Arguments.of("gates", "memory"), Arguments.of("append", "stack"));
        }
        List<Arguments> all = new ArrayList<>();
        for (String stage : STAGES.keySet()) {
            for (String kind : List.of("throw", "memory", "stack")) {
                // An exception inside a gate is a verdict, not a death.
                if (!(stage.equals("gates") && kind.equals("throw"))) {
                    all.add(Arguments.of(stage, kind));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void isRefusedExitedAndRecovered(String stage, String kind) throws Exception {
        Path woven = weave(STAGES.get(stage));
        Path armed = work.resolve("armed");
        Path data = work.resolve("data");
        List<String> options = List.of("-Dringfence.fault.file=" + armed, "-Dringfence.fault.kind=" + kind);
        try (CoreProcess core = CoreProcess.start(data, Map.of(), woven, options)) {
            assertThat(core.order("before", "market", "\"qty\":\"0.001\"").statusCode())
                    .isEqualTo(201);
            Files.createFile(armed);
            HttpResponse<String> died = core.order("dies", "market", "\"qty\":\"0.001\"");
            assertThat(died.statusCode()).as(died.body()).isEqualTo(503);
            // The answer is what says that the core has stopped: from then on everything is refused.
            HttpResponse<String> after = afterDeath(core);
            assertThat(after == null || after.statusCode() == 503)
                    .as("refused, or gone already")
                    .isTrue();
            assertThat(core.isReady()).isFalse();
            assertThat(core.awaitExit()).isEqualTo(70);
            assertThat(core.errors()).contains("the core has stopped");
        }
        Files.delete(armed);
        try (CoreProcess core = CoreProcess.start(data, Map.of())) {
            assertThat(core.order("before", "market", "\"qty\":\"0.001\"").statusCode())
                    .as("known, and not done again")
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> core.order("alive" + System.nanoTime(), "market", "\"qty\":\"0.001\"")
                                    .statusCode()
                            == 201);
            String halt = "{\"scope\":\"global\",\"level\":\"halted\",\"reason\":\"drill\"}";
            assertThat(core.call("risk_admin", "POST", "/v1/risk/kill", halt).statusCode())
                    .isEqualTo(200);
            core.kill9();
        }
        try (CoreProcess core = CoreProcess.start(data, Map.of())) {
            assertThat(core.order("halted", "market", "\"qty\":\"0.001\"").statusCode())
                    .as("no start lifts a halt")
                    .isEqualTo(423);
        }
    }

    private static HttpResponse<String> afterDeath(CoreProcess core) {
        try {
            return core.order("later", "market", "\"qty\":\"0.001\"");
        } catch (Exception e) {
            return null;
        }
    }

    /** Writes the class of a method anew, with the fault point at the method's beginning. */
    private Path weave(String method) throws Exception {
        int dot = method.lastIndexOf('.');
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(getClass().getClassLoader());
        TypeDescription type =
                TypePool.Default.of(classes).describe(method.substring(0, dot)).resolve();
        Path folder = Files.createDirectories(work.resolve("woven"));
        new ByteBuddy()
                .redefine(type, classes)
                .visit(Advice.to(FaultPoint.Weave.class).on(ElementMatchers.named(method.substring(dot + 1))))
                .make()
                .saveIn(folder.toFile());
        return folder;
    }
}
