package io.ringfence.ops.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotOutput;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.Cli;
import io.ringfence.ops.Failure;
import io.ringfence.ops.replay.JournalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor and an operator do, through the commands that they type. */
class EvidenceCommandsTest {
    private static final String SCENARIO = """
            {"t":"1767225600000000000","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            {"t":"1767225600000000001","type":"order","account":"A1","client_order_id":"c1","symbol":"BTC-USD","side":"buy","order_type":"limit","time_in_force":"gtc","qty":"0.5","limit_price":"59000"}
            {"t":"1767225600000000002","type":"replace","account":"A1","client_order_id":"c2","orig_client_order_id":"c1","qty":"0.4","limit_price":"59001"}
            {"t":"1767229200000000002","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            {"t":"1767229200000000003","type":"order","account":"A2","client_order_id":"c3","symbol":"BTC-USD","side":"buy","order_type":"market","qty":"6"}
            {"t":"1767232800000000003","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            """;

    @TempDir
    Path folder;

    private Path data;
    private Path key;

    @BeforeEach
    void simulate() throws IOException {
        data = folder.resolve("data");
        key = folder.resolve("data/keys/journal-signing.pub.pem");
        Path scenario = Files.writeString(folder.resolve("s.jsonl"), SCENARIO);
        Cli run = Cli.run("simulate", "--scenario", scenario, "--data", data, "--out", folder.resolve("o"));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private void seal() {
        Cli seal = Cli.run("journal", "seal", "--data", data);
        assertThat(seal.exitCode()).as(seal.err()).isZero();
        assertThat(seal.out()).startsWith("signed up to sequence ");
    }

    private Cli verify(Object... more) {
        Object[] arguments = new Object[6 + more.length];
        System.arraycopy(new Object[] {"journal", "verify", "--data", data, "--public-key", key}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Cli.run(arguments);
    }

    private long sequenceOf(String clientOrderId) throws IOException {
        Path dump = folder.resolve("dump");
        Cli.run("journal", "dump", "--data", data, "--out", dump);
        String line = Files.readAllLines(dump).stream()
                .filter(each -> each.contains("\"client_order_id\":\"" + clientOrderId + "\""))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(7, line.indexOf(',')));
    }

    @Test
    void aSealedJournalVerifiesWithThePublicKeyAloneAlsoWithoutItsMark() throws IOException {
        seal();
        assertThat(verify("--sealed").exitCode()).isZero();
        Files.delete(new JournalLayout(data).markFile());
        Cli verify = verify("--sealed");
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(verify.out()).contains("there is no high-water mark").contains("unsigned: nothing");
    }

    @Test
    void anUnsignedJournalAndAnUnsignedTailAreSaid() throws IOException {
        Files.createDirectories(folder.resolve("k"));
        key = folder.resolve("k/other.pub.pem");
        io.ringfence.journal.evidence.SigningKey.create(folder.resolve("k/other.pem"));
        Cli unsigned = verify();
        assertThat(unsigned.exitCode()).isEqualTo(3);
        assertThat(unsigned.err()).contains("Nothing in this journal is signed");
        Cli prove = Cli.run("journal", "prove", "--data", data, "--decision", "d-" + sequenceOf("c1"));
        assertThat(prove.exitCode()).isEqualTo(1);
        assertThat(prove.err()).contains("journal seal");
    }

    @Test
    void aProofShowsTheDecisionAndNoChangedByteIsAccepted() throws IOException {
        seal();
        Path proof = folder.resolve("proof.json");
        Cli prove = Cli.run("journal", "prove", "--data", data, "--decision", "d-" + sequenceOf("c3"), "--out", proof);
        assertThat(prove.exitCode()).as(prove.err()).isZero();
        Cli check = Cli.run("journal", "verify-proof", proof, "--public-key", key);
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("REJECT", "buy BTC-USD, market, account A2, client order id c3", "asked for 6")
                .contains("1 kill switch", "8 correlation", "account:A2", "signed by ");
        byte[] content = Files.readAllBytes(proof);
        Random random = new Random(20260101);
        for (int i = 0; i < 300; i++) {
            byte[] changed = content.clone();
            changed[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(proof, changed);
            assertThatThrownBy(() -> ProofRun.check(proof, EvidenceRun.key(key)))
                    .as("case %d", i)
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(1));
        }
    }

    @Test
    void aReplaceIsProvenWithTheOrderThatItReplaces() throws IOException {
        seal();
        Path proof = folder.resolve("proof.json");
        Cli.run("journal", "prove", "--data", data, "--decision", "d-" + sequenceOf("c2"), "--out", proof);
        Cli check = Cli.run("journal", "verify-proof", proof, "--public-key", key);
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("replace of order " + sequenceOf("c1") + ": buy BTC-USD, limit limit 59001, account A1");
    }

    @Test
    void aHandOverKeepsOldProofsAndOldKeysGood() throws IOException {
        seal();
        Path next = folder.resolve("next/key.pem");
        Cli rotate = Cli.run("journal", "rotate-key", "--data", data, "--new-key", next);
        assertThat(rotate.exitCode()).as(rotate.err()).isZero();
        Cli old = Cli.run("journal", "seal", "--data", data);
        assertThat(old.exitCode()).isEqualTo(3);
        assertThat(old.err()).contains("must be signed by");
        assertThat(Cli.run("journal", "seal", "--data", data, "--key", next).exitCode())
                .isZero();
        Path proof = folder.resolve("proof.json");
        Cli.run("journal", "prove", "--data", data, "--decision", "d-" + sequenceOf("c3"), "--out", proof);
        assertThat(Cli.run("journal", "verify-proof", proof, "--public-key", key)
                        .exitCode())
                .isZero();
        assertThat(verify("--sealed").exitCode()).isZero();
        Cli.run("journal", "rotate-key", "--data", data, "--key", next, "--new-key", folder.resolve("next/third.pem"));
        assertThat(verify("--sealed").exitCode()).isZero();
        key = folder.resolve("next/key.pub.pem");
        assertThat(verify("--sealed").exitCode()).isZero();
        Cli tooNew = Cli.run("journal", "verify-proof", proof, "--public-key", key);
        assertThat(tooNew.exitCode()).isEqualTo(1);
        assertThat(tooNew.err()).contains("the one that was in use then");
    }

    @Test
    void everyCommandReadsAnArchivedHour() throws IOException {
        seal();
        Cli refused = Cli.run("journal", "archive", "--data", data);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("no verified snapshot");
        JournalFolder before = JournalFolder.open(data);
        SnapshotStore store = new SnapshotStore(before.layout().snapshotDirectory(), 1);
        try (SnapshotOutput snapshot = store.begin(before.report().totals(), 0)) {
            snapshot.finish();
        }
        Cli stats = Cli.run("journal", "stats", "--data", data);
        Cli orders = Cli.run("export", "--data", data, "--table", "orders", "--format", "jsonl");
        assertThat(orders.out()).contains("\"client_order_id\":\"c1\"", "\"client_order_id\":\"c3\"");
        Cli archive = Cli.run("journal", "archive", "--data", data);
        assertThat(archive.exitCode()).as(archive.err()).isZero();
        assertThat(archive.out()).contains("20260101-00F.zip: sequences 1 to ");
        assertThat(data.resolve("journal/20260101-00F.cq4")).doesNotExist();
        assertThat(Cli.run("journal", "stats", "--data", data).out()).isEqualTo(stats.out());
        assertThat(Cli.run("replay", "--data", data, "--verify").out()).contains("identical");
        assertThat(Cli.run("export", "--data", data, "--table", "orders", "--format", "jsonl")
                        .out())
                .isEqualTo(orders.out());
        assertThat(verify("--sealed").exitCode()).isZero();
        Path proof = folder.resolve("proof.json");
        Cli prove = Cli.run("journal", "prove", "--data", data, "--decision", "d-" + sequenceOf("c1"), "--out", proof);
        assertThat(prove.exitCode()).as(prove.err()).isZero();
        assertThat(Cli.run("journal", "verify-proof", proof, "--public-key", key)
                        .exitCode())
                .isZero();
        Cli restore = Cli.run("journal", "restore", "--data", data, "--cycle", "20260101-00F");
        assertThat(restore.out()).startsWith("restored 20260101-00F.cq4");
        assertThat(data.resolve("journal/20260101-00F.cq4")).exists();
        assertThat(verify("--sealed").exitCode()).isZero();
    }
}
