package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.PoisonFile;
import io.ringfence.ops.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command that stopped the core to an operator's word that its id may be used again. */
class PoisonQuarantineTest {
    @TempDir
    Path data;

    private final EngineState state = new EngineState(64);
    private final CommandProcessor core = new CommandProcessor(state, new Nowhere());
    private final CommandWriter writer = new CommandWriter();

    @BeforeEach
    void anAccountAndItsPoisonedOrder() throws IOException {
        Files.createDirectories(new JournalLayout(data).journalDirectory());
        writer.account(0, "USD", 0, true, 0, "A1");
        core.process(writer.buffer(), 0, writer.length(), 1);
        writer.newOrder(0, 0, "bad-1");
        PoisonFile.write(new JournalLayout(data), 17, writer.buffer(), 0, writer.length(), new StackOverflowError());
        writer.timer();
        PoisonFile.write(new JournalLayout(data), 9, writer.buffer(), 0, writer.length(), new OutOfMemoryError());
    }

    private int start() throws IOException {
        return PoisonQuarantine.journal(
                new JournalLayout(data), writer, (command, at, length) -> core.process(command, at, length, 2));
    }

    private boolean isRefused() {
        UnsafeBuffer id = new UnsafeBuffer(new byte[ClientOrderIds.ID_LENGTH]);
        id.putStringWithoutLengthAscii(0, "bad-1");
        long hash = ClientOrderIds.hash(0, id, 0);
        return state.clientOrderIds.find(hash, 0, id, 0) != ClientOrderIds.NONE;
    }

    @Test
    void isRefusedFromTheNextStartOnUntilCleared() throws IOException {
        assertThat(start()).isEqualTo(1);
        assertThat(isRefused()).isTrue();
        assertThat(start()).isEqualTo(1);

        Cli list = Cli.run("poison", "list", "--data", data);
        assertThat(list.outLines())
                .containsExactly(
                        "9 timer cause: java.lang.OutOfMemoryError",
                        "17 order client_order_id=bad-1 cause: java.lang.StackOverflowError");
        assertThat(Cli.run("poison", "clear", "--data", data, "17").exitCode()).isZero();
        assertThat(isRefused()).isTrue();

        assertThat(start()).isZero();
        assertThat(isRefused()).isFalse();
        long sequence = state.sequence;
        assertThat(start()).isZero();
        assertThat(state.sequence).as("cleared once only").isEqualTo(sequence);
        assertThat(data.resolve("poison/17.done")).exists();
    }

    @Test
    void onlyWhatIsHeldCanBeCleared() {
        Cli clear = Cli.run("poison", "clear", "--data", data, "5");
        assertThat(clear.exitCode()).isEqualTo(2);
        assertThat(clear.err()).contains("no poisoned command 5 is held; see: ringfence poison list");
    }

    private static final class Nowhere implements Journal {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {}

        @Override
        public void committed(long sequence) {}
    }
}
