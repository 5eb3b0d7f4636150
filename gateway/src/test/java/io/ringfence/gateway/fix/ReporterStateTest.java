package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.schema.CancelSliceDecoder;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Decimal;
import io.ringfence.gateway.Fixture;
import io.ringfence.gateway.MemoryRecords;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotOutput;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/** Reports that go on from a saved state are those of a reporter that has read every record. */
class ReporterStateTest {
    private static final long SEED = Long.getLong("ringfence.seed", System.nanoTime());
    private static final int COMMANDS = 2_000;
    private static final int CUTS = 40;
    /** Few, so that some are forgotten on the way. */
    private static final int ENDED_ORDERS = 50;

    private static final int DESK = 2;
    private static final int OTHER_DESK = 3;
    private static final long START_NANOS = 1_767_225_600_000_000_000L;

    @TempDir
    private Path folder;

    private final MemoryRecords records = new MemoryRecords();
    private final Random random = new Random(SEED);

    /** Hears everything for everybody, and keeps it. */
    private static final class Everybody implements Outbox {
        private final List<String> sent = new ArrayList<>();
        private final Map<String, ReportId> last = new HashMap<>();
        private final Map<Integer, String> sessions = new HashMap<>();

        @Override
        public void defined(int sessionId, String name) {
            sessions.put(sessionId, name);
            last.putIfAbsent(name, ReportId.NONE);
        }

        @Override
        public boolean hears(int sessionId, ReportId id) {
            return sessions.containsKey(sessionId);
        }

        @Override
        public boolean isWatched(String account, ReportId id) {
            return true;
        }

        @Override
        public void toSession(int sessionId, ReportId id, Message message) {
            String name = sessions.get(sessionId);
            if (name != null) {
                sent.add(name + " " + message);
                last.put(name, id);
            }
        }

        @Override
        public void toWatchers(String account, ReportId id, Message message) {
            sent.add("watchers of " + account + " " + message);
        }

        @Override
        public boolean maySee(int sessionId, String account) {
            return true;
        }

        @Override
        public @Nullable ReportId lastReport(String sessionName) {
            return last.get(sessionName);
        }

        @Override
        public boolean isSound() {
            return true;
        }
    }

    @BeforeEach
    void trade() {
        CommandProcessor processor = new CommandProcessor(new EngineState(256), records);
        long[] now = {START_NANOS};
        Fixture.Sink sink = (command, length) -> {
            now[0] += 1 + random.nextInt(1_000_000);
            processor.process(command, 0, length, now[0]);
            while (processor.hasPendingCancels() && random.nextInt(3) > 0) {
                processor.processPendingCancels(now[0]);
            }
        };
        Fixture fixture = new Fixture(sink);
        fixture.define();
        CommandWriter writer = new CommandWriter();
        writer.settings(new long[][] {{EngineSetting.CANCEL_SLICE.id, 2}});
        sink.take(writer.buffer(), writer.length());
        writer.session(DESK, "DESK");
        sink.take(writer.buffer(), writer.length());
        for (int i = 1; i <= COMMANDS; i++) {
            if (i == COMMANDS / 3) {
                writer.origin(0, 0, 0, 0).session(OTHER_DESK, "OTHER");
            } else if (i % 20 == 0) {
                fixture.quotes();
                continue;
            } else {
                command(writer, i);
            }
            sink.take(writer.buffer(), writer.length());
        }
    }

    private void command(CommandWriter writer, int i) {
        int session = 1 + random.nextInt(3);
        int account = random.nextInt(2);
        String recent = "c" + Math.max(0, i - random.nextInt(40));
        writer.origin(0, i, session, 0);
        switch (random.nextInt(30)) {
            case 0, 1 -> writer.cancel(account, -1, 0, "x" + i, recent);
            case 2, 3, 4, 5, 6, 7 ->
                writer.replace(account, 0, "c" + i, recent)
                        .limitPriceE8(price())
                        .quantityE8(quantity());
            case 8 -> massCancel(writer, account, session, i);
            case 9 -> writer.kill(Scope.ACCOUNT, 1, random.nextInt(4) == 0, account, -1, "drill", "test");
            case 10, 11, 12 -> writer.killReset(Scope.ACCOUNT, account, -1, "over", "test");
            default -> {
                NewOrderEncoder order =
                        writer.newOrder(account, Fixture.BTC, random.nextInt(20) == 0 ? recent : "c" + i);
                boolean market = random.nextInt(8) == 0;
                order.side(random.nextBoolean() ? Order.BUY : Order.SELL)
                        .orderType(market ? Order.TYPE_MARKET : Order.TYPE_LIMIT)
                        .quantityE8(quantity());
                if (!market) {
                    order.limitPriceE8(price()).timeInForce(Order.TIF_GTC);
                }
            }
        }
    }

    private void massCancel(CommandWriter writer, int account, int session, int i) {
        switch (random.nextInt(4)) {
            // as the gateway does for a session that has gone
            case 0 -> writer.origin(0, 0, session, 0).massCancel(-1, -1, -1, -1, session, "");
            case 1 -> writer.massCancel(99, -1, -1, -1, -1, "m" + i);
            default -> writer.massCancel(random.nextBoolean() ? account : -1, -1, -1, -1, -1, "m" + i);
        }
    }

    /** Now and then one that trades. */
    private long price() {
        return Decimal.parseE8(random.nextInt(10) == 0 ? "60000" : "59000") + random.nextInt(900) * 100_000_000L;
    }

    private long quantity() {
        return (1 + random.nextInt(20)) * 100_000L;
    }

    /** What a reporter has told, and where it is. */
    private record At(Everybody outbox, Reporter reporter, JournalTotals totals) {}

    private static At blank() {
        Everybody outbox = new Everybody();
        return new At(outbox, new Reporter(ENDED_ORDERS, "paper", outbox, new InFlight()), JournalTotals.NONE);
    }

    private At readOn(At from, long until) {
        JournalTotals[] totals = {from.totals()};
        try (ReleasedRecords.Cursor cursor = records.cursor(from.totals())) {
            RecordAssembler assembler = new RecordAssembler(from.reporter()::onRecord);
            while (from.reporter().sequence() < until && cursor.poll(assembler, 1) > 0) {
                totals[0] = cursor.totals();
            }
        }
        return new At(from.outbox(), from.reporter(), totals[0]);
    }

    private SnapshotFile save(At at, String name) {
        try (SnapshotOutput output = new SnapshotStore(folder.resolve(name), 1).begin(at.totals(), 0)) {
            at.reporter().write(output);
            return output.finish();
        }
    }

    private static At load(SnapshotFile file, Everybody before) {
        At blank = blank();
        blank.outbox().last.putAll(before.last);
        blank.reporter().load(file);
        return new At(blank.outbox(), blank.reporter(), file.header().totals());
    }

    @Test
    void goesOnWithTheSameReportsBehindEveryCut() throws IOException {
        long last = records.releasedSequence();
        At whole = readOn(blank(), last);
        byte[] expected = Files.readAllBytes(save(whole, "whole").path());
        assertThat(whole.outbox().sent).hasSizeGreaterThan(COMMANDS / 2);
        assertThat(whole.outbox().sent)
                .anyMatch(report -> report.startsWith("DESK") && report.contains("\00135=r\001"));
        for (long sequence : cuts(last)) {
            At before = readOn(blank(), sequence);
            At after = readOn(load(save(before, "cut-" + sequence), before.outbox()), last);
            List<String> told = new ArrayList<>(before.outbox().sent);
            told.addAll(after.outbox().sent);

            assertThat(told).as("seed %d, cut at %d", SEED, sequence).isEqualTo(whole.outbox().sent);
            assertThat(Files.readAllBytes(save(after, "after-" + sequence).path()))
                    .as("seed %d, cut at %d", SEED, sequence)
                    .isEqualTo(expected);
        }
    }

    /** Places all over, and some between the slices of mass cancels, where most is under way. */
    private List<Long> cuts(long last) {
        List<Long> cuts = new ArrayList<>();
        for (int cut = 1; cut <= CUTS; cut++) {
            cuts.add(1 + (last - 2) * cut / CUTS);
        }
        List<Long> slices = new ArrayList<>();
        try (ReleasedRecords.Cursor cursor = records.cursor(1)) {
            RecordAssembler assembler = new RecordAssembler(record -> {
                if (record.templateId() == CancelSliceDecoder.TEMPLATE_ID) {
                    slices.add(record.sequence());
                }
            });
            while (cursor.poll(assembler, 64) > 0) {
                // all of it
            }
        }
        assertThat(slices).as("seed %d", SEED).hasSizeGreaterThan(CUTS);
        Collections.shuffle(slices, random);
        cuts.addAll(slices.subList(0, CUTS));
        return cuts;
    }

    @Test
    void refusesAStoreThatHasLostReports() {
        At whole = readOn(blank(), records.releasedSequence());
        SnapshotFile file = save(whole, "whole");
        Everybody lost = new Everybody();
        lost.last.putAll(whole.outbox().last);
        lost.last.put("DESK", new ReportId(7, 0));

        assertThatThrownBy(() -> load(file, lost))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("the store of session DESK ends at report 7-0");
    }

    @Test
    void refusesASessionThatWasNotServedThen() {
        At whole = readOn(blank(), records.releasedSequence());
        Everybody before = new Everybody();
        before.last.putAll(whole.outbox().last);
        whole.outbox().last.remove("OTHER");
        SnapshotFile file = save(whole, "whole");

        assertThatThrownBy(() -> load(file, before))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("session OTHER was not configured");
        before.last.remove("OTHER");
        assertThat(load(file, before).reporter().sequence()).isEqualTo(records.releasedSequence());
    }
}
