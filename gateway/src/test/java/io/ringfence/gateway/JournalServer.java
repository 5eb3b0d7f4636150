package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.CommandPublisher.Result;
import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.auth.BearerAuthenticator;
import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.auth.SandboxKeys;
import io.ringfence.gateway.egress.JournalRecords;
import io.ringfence.gateway.metrics.Latencies;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/** Everything real in one process: sandbox keys, sockets, ring, engine, Chronicle journal, readers behind its barrier. */
final class JournalServer implements AutoCloseable {
    /** The core is well. */
    private static final CoreStatus WELL = new CoreStatus() {
        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public boolean recovered() {
            return true;
        }

        @Override
        public String journalProblem() {
            return null;
        }
    };

    /** Of the keys in the sandbox, by name. */
    final Properties tokens = new Properties();

    final JournalRecords records;
    final Gateway gateway;
    private final ChronicleJournal journal;
    private final Pipeline pipeline;

    JournalServer(Path data) throws IOException {
        Keys keys = SandboxKeys.open(data, List.of("A1", "A2")).keys();
        try (Reader reader = Files.newBufferedReader(KeyFile.in(data))) {
            tokens.load(reader);
        }
        JournalLayout layout = new JournalLayout(data);
        Latencies latencies = new Latencies();
        journal = ChronicleJournal.open(new JournalConfig(layout, JournalConfig.MIN_BLOCK_SIZE), ScanProgress.NONE);
        CommandProcessor processor = new CommandProcessor(new EngineState(1024), journal);
        pipeline = new Pipeline(
                processor,
                JournalServer::wallNanos,
                latencies,
                (cause, command, length) -> {},
                1024,
                Pipeline.WaitProfile.SHARED);
        pipeline.start();
        new Fixture((command, length) -> assertThat(
                                pipeline.publisher().publish(CommandClass.CANCEL, command, 0, length, 0))
                        .isEqualTo(Result.PUBLISHED))
                .define();
        records = new JournalRecords(layout, journal, journal::releasedSequence);
        gateway = new Gateway(
                GatewayConfig.defaults("paper").withPorts(0, 0),
                CommandPort.of(pipeline.publisher()),
                records,
                WELL,
                new BearerAuthenticator(keys),
                latencies,
                new MemoryAudit(records));
        await().until(() -> journal.releasedSequence() >= 12);
        gateway.start();
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void close() {
        gateway.close();
        pipeline.close();
        journal.close();
    }
}
