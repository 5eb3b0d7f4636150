package io.ringfence.ops.evidence;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.evidence.Proof;
import io.ringfence.journal.evidence.Proof.Proven;
import io.ringfence.journal.evidence.ProofCheck;
import io.ringfence.journal.evidence.ProofMaker;
import io.ringfence.journal.evidence.VerifyingKey;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.replay.JournalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes the proof of one decision, and checks one without the journal. */
public final class ProofRun {
    private static final Pattern ID = Pattern.compile("d-([1-9][0-9]{0,17})");
    private static final long PROGRESS_MASK = 0x3FFF;

    private ProofRun() {}

    /** The sequence of a decision id. */
    public static long sequence(String decisionId) {
        var matcher = ID.matcher(decisionId);
        if (!matcher.matches()) {
            throw Failure.usage("--decision " + decisionId + " is not a decision's id; they look like d-21");
        }
        return Long.parseLong(matcher.group(1));
    }

    /**
     * The proof of a decision as a file's bytes.
     *
     * @throws Failure 1 when it is not signed yet, 2 when there is no such decision, 3 when the journal is not as signed
     */
    public static byte[] make(JournalFolder folder, String decisionId) {
        long sequence = sequence(decisionId);
        if (sequence > folder.lastSequence()) {
            throw Failure.usage(
                    "there is no decision " + decisionId + ": the journal ends at sequence " + folder.lastSequence());
        }
        try {
            ProofMaker maker = new ProofMaker(folder.layout());
            if (sequence > maker.signedThrough()) {
                throw new Failure(
                        Failure.CHECK_FAILED,
                        "decision " + decisionId + " is not signed yet (signed up to sequence "
                                + maker.signedThrough()
                                + "); a running core signs it within seconds, a stopped one's journal: "
                                + "ringfence journal seal --data "
                                + folder.layout().dataDirectory());
            }
            return ProofJson.write(maker.prove(sequences(folder, sequence, decisionId)));
        } catch (JournalDamagedException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    /** The decision's own sequence, then those that say what its numbers mean. */
    private static List<Long> sequences(JournalFolder folder, long sequence, String decisionId) {
        Definitions definitions = definitions(folder, sequence);
        ProvenDecision decision = ProvenDecision.of(fragments(folder, sequence));
        if (decision == null) {
            throw Failure.usage("there is no decision " + decisionId + ": the command of sequence " + sequence
                    + " is no order, or was answered without a decision");
        }
        Set<Long> needed = new LinkedHashSet<>();
        needed.add(sequence);
        if (decision.replace && decision.orderId > 0) {
            needed.add(decision.orderId);
            decision.complete(fragments(folder, decision.orderId));
        }
        decision.forEachScope((scope, id) -> needed.add(definitions.sequence(scope, id)));
        needed.remove(0L);
        return List.copyOf(needed);
    }

    private static Definitions definitions(JournalFolder folder, long through) {
        Definitions definitions = new Definitions();
        try (JournalReader reader = folder.read();
                Progress progress = Progress.start("looking for names", "commands")) {
            DirectBuffer record = reader.poll();
            while (record != null && reader.sequence() <= through) {
                definitions.learn(record);
                if ((reader.sequence() & PROGRESS_MASK) == 0) {
                    progress.to(reader.sequence(), through);
                }
                record = reader.poll();
            }
        }
        return definitions;
    }

    private static List<byte[]> fragments(JournalFolder folder, long sequence) {
        List<byte[]> fragments = new ArrayList<>();
        try (JournalReader reader =
                JournalReader.openAfter(folder.layout(), ReleaseBarrier.upTo(sequence), sequence - 1)) {
            for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                byte[] copy = new byte[record.capacity()];
                record.getBytes(0, copy);
                fragments.add(copy);
            }
        }
        return fragments;
    }

    /**
     * Checks a proof file; returns the decision as lines for a person.
     *
     * @throws Failure 1 when it does not hold, 2 when it cannot be read
     */
    public static List<String> check(Path file, VerifyingKey key) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.usage("the proof " + file + " cannot be read: " + e.getMessage());
        }
        try {
            Proof proof = ProofJson.read(content);
            ProofCheck.verify(proof, key);
            return lines(proof);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Failure(Failure.CHECK_FAILED, file + " is not a proof, or was changed: " + e.getMessage(), e);
        } catch (JournalException e) {
            throw new Failure(Failure.CHECK_FAILED, file + ": " + e.getMessage(), e);
        }
    }

    private static List<String> lines(Proof proof) {
        Proven subject = proof.records().get(0);
        ProvenDecision decision = ProvenDecision.of(subject.fragments());
        if (decision == null) {
            throw new IllegalArgumentException("sequence " + subject.sequence() + " holds no decision");
        }
        Names names = new Names();
        Definitions definitions = new Definitions();
        for (Proven other : proof.records().subList(1, proof.records().size())) {
            UnsafeBuffer record = new UnsafeBuffer(other.fragments().get(0));
            if (definitions.keyOf(record) != null) {
                names.learn(record, 0, record.capacity());
            } else if (decision.replace && other.sequence() == decision.orderId) {
                decision.complete(other.fragments());
            } else {
                throw new IllegalArgumentException(
                        "sequence " + other.sequence() + " has nothing to do with the decision");
            }
        }
        List<String> lines = new ArrayList<>(new DecisionText(decision, names).lines());
        proof.checkpoints().stream()
                .filter(checkpoint -> checkpoint.number() == subject.checkpoint())
                .forEach(checkpoint -> lines.add(DecisionText.signature(checkpoint)));
        return lines;
    }
}
