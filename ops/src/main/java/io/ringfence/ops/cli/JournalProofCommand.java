package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.evidence.EvidenceRun;
import io.ringfence.ops.evidence.ProofRun;
import io.ringfence.ops.replay.JournalFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal prove} and {@code journal verify-proof}. */
final class JournalProofCommand {
    private JournalProofCommand() {}

    @Command(
            name = "prove",
            description = {
                "Writes a small file that proves one decision and shows nothing else of the journal: its record, the names it"
                        + " uses, the hashes up to the signed Merkle root.",
                "Exits 1 when the decision is not signed yet."
            })
    static final class Prove extends JournalBase {
        @Option(names = "--decision", paramLabel = "ID", required = true, description = "The decision's id, like d-21.")
        private String decision = "";

        @Option(names = "--out", paramLabel = "FILE", description = "Writes here instead of standard output.")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            ProofRun.sequence(decision);
            byte[] proof = ProofRun.make(JournalFolder.open(data()), decision);
            try (OutputStream out = Output.open(file)) {
                out.write(proof);
            }
            return 0;
        }
    }

    @Command(
            name = "verify-proof",
            description = {
                "Checks a proof without the journal and prints the decision with its eight readings.",
                "Exits 1 when anything in the file is not as signed."
            })
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "What journal prove wrote.")
        private @Nullable Path file;

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                required = true,
                description = "PEM file of the key that must have signed.")
        private @Nullable Path publicKey;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (file == null || publicKey == null) {
                throw Failure.usage("a proof FILE and --public-key FILE are needed");
            }
            ProofRun.check(file, EvidenceRun.key(publicKey)).forEach(Streams.out(spec)::println);
            return 0;
        }
    }
}
