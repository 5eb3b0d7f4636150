package io.ringfence.gateway.fix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringfence.gateway.FixServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The acceptance definitions of QuickFIX/J for FIX 4.4 against the gateway, over TCP. Where the echoing server of the
 * definitions would send an order back, a gateway sends a report: orders for symbols that the core does not know are
 * answered by exactly one. {@code -Dringfence.acceptance.folder=FOLDER} plays every {@code .def} file below another folder;
 * {@code -Dringfence.acceptance=full} plays those too that wait for heartbeats.
 */
class AcceptanceTest {
    private static final Path OURS = Path.of("../../shared/data/fix44/quickfixj_acceptance");
    /** What they leave out, in words of our own. */
    private static final Path MORE = Path.of("src/test/resources/fix-session");

    private static final Path FOLDER = Path.of(System.getProperty("ringfence.acceptance.folder", OURS.toString()));
    /** What only a server that sends back what it gets can pass, and why. */
    private static final Map<String, String> NEEDS_ECHO = Map.of(
            "19a_PossResendMessageThatHAsAlreadyBeenSent",
            "the echo is silent about a PossResend that it has seen; a gateway answers it with a report",
            "19b_PossResendMessageThatHasNotBeenSent",
            "the echo keeps 97=Y of the order; a report is not a PossResend",
            "21_RepeatingGroupSpecifierWithValueOfZero",
            "a SecurityDefinition is sent back; a gateway for orders answers 380=3 (unsupported message type)");

    /** Most of a minute of waiting. */
    private static final Set<String> WAITS_FOR_HEARTBEATS =
            Set.of("4a_NoDataSentDuringHeartBtInt", "6_SendTestRequest");

    private static final boolean FULL = "full".equals(System.getProperty("ringfence.acceptance"));

    @TempDir
    static Path folder;

    private static FixServer server;

    @BeforeAll
    static void start() {
        server = new FixServer(folder, FixServer.open("ISLD", "TW", "A1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Path> definitions() throws IOException {
        List<Path> all = new ArrayList<>(definitions(MORE));
        all.addAll(Files.isDirectory(FOLDER) ? definitions(FOLDER) : List.of(FOLDER));
        return all;
    }

    private static List<Path> definitions(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".def"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void plays(Path file) throws IOException {
        assumeTrue(Files.isRegularFile(file), "the definitions are not here: " + FOLDER);
        Definition definition = Definition.read(file);
        String reason = NEEDS_ECHO.get(definition.name());
        assumeTrue(
                FULL || !WAITS_FOR_HEARTBEATS.contains(definition.name()),
                definition.name() + " waits for heartbeats; run it with -Dringfence.acceptance=full");
        if (reason != null) {
            abort(definition.name() + " needs a real echo: " + reason);
        }
        // a session that starts over at each disconnect is ready when its numbers are
        await().until(() -> server.fix().sessions().stream()
                .allMatch(session -> !session.loggedOn() && session.nextIn() == 1 && session.nextOut() == 1));
        try (AcceptanceRun run = new AcceptanceRun(server.address(), Duration.ofSeconds(8))) {
            run.play(definition);
        }
        assertThat(server.alive()).isTrue();
    }

    @Test
    void everyExceptionIsADefinitionThatThereIs() throws IOException {
        assumeTrue(FOLDER.equals(OURS) && Files.isDirectory(OURS), "the definitions are not here: " + OURS);
        assertThat(definitions().stream().map(file -> file.getFileName().toString()))
                .allMatch(name -> name.endsWith(".def"))
                .satisfies(names -> NEEDS_ECHO
                        .keySet()
                        .forEach(name ->
                                assertThat(names).anyMatch(file -> ((String) file).endsWith("__" + name + ".def"))));
    }
}
