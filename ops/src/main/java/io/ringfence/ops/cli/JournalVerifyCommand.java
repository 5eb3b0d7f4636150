package io.ringfence.ops.cli;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.MarkState;
import io.ringfence.journal.TornTail;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.ops.Failure;
import io.ringfence.ops.evidence.EvidenceRun;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.JournalStats;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code journal verify}. */
@Command(
        name = "verify",
        description = {
            "Checks sequence, checksums, chain and high-water mark; exits 3 on damage and says where.",
            "With a public key it also checks every signed checkpoint, recomputes what they sign, and says up to where the"
                    + " journal is signed. That needs the data folder's journal, checkpoints and archive, and the key; nothing"
                    + " else."
        })
final class JournalVerifyCommand extends JournalBase {
    @Option(names = "--public-key", paramLabel = "FILE", description = "PEM file of the key that must have signed.")
    private @Nullable Path publicKey;

    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            description =
                    "Checkpoint lines kept elsewhere that must be in the journal; shows a journal taken back to an earlier state.")
    private @Nullable Path anchor;

    @Option(
            names = "--sealed",
            description = "Also exit 3 when anything is unsigned, as nothing is after an orderly stop.")
    private boolean sealed;

    @Override
    public Integer call() {
        JournalLayout layout = JournalFolder.layout(data());
        if (publicKey == null) {
            if (anchor != null || sealed) {
                throw Failure.usage("--anchor and --sealed need --public-key FILE");
            }
            structure();
            return 0;
        }
        EvidenceRun run = new EvidenceRun(layout, publicKey, anchor);
        EvidenceReport report = run.check();
        if (Files.exists(layout.markFile())) {
            structure();
        } else {
            out().println(
                            "there is no high-water mark here: whether acknowledged commands behind the last record are missing"
                                    + " cannot be told");
        }
        run.lines(report).forEach(out()::println);
        if (sealed && report.tailCommands() > 0) {
            throw Failure.journal(report.tailCommands() + " commands behind sequence " + report.signedThrough()
                    + " are not signed although the journal was said to be sealed");
        }
        return 0;
    }

    private void structure() {
        JournalFolder folder = JournalFolder.open(data());
        JournalStats.totals(folder.report().totals()).forEach(out()::println);
        MarkState mark = folder.report().mark();
        out().println("sound: every sequence, checksum and link of the chain; high-water mark at sequence "
                + (mark == null ? 0 : mark.sequence()));
        for (TornTail tail : folder.report().tails()) {
            out().println("behind the end: " + tail.kind().words() + " in " + tail.file() + " at offset "
                    + tail.offset() + "; never acknowledged, the next start cuts it");
        }
    }
}
