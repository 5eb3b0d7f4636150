package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringfence.gateway.FixServer;
import io.ringfence.gateway.fix.FixConfig.Auth;
import io.ringfence.gateway.fix.FixConfig.OnDisconnect;
import io.ringfence.gateway.fix.acceptance.FixWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/** Who may connect, what a lost connection and a restart do to the numbers and the reports. */
class SessionTest {
    private static final char SOH = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private FixServer server(FixConfig.Session... sessions) {
        FixServer server = new FixServer(folder.resolve("server"), sessions);
        open.add(server);
        return server;
    }

    private static FixConfig.Session trader(String account, OnDisconnect onDisconnect) {
        return FixServer.session("RINGFENCE", account, Auth.KEY, false, false, false, onDisconnect, account);
    }

    private Counterparty desk(String sender, String keyName, String token) {
        Counterparty desk = new Counterparty(
                folder.resolve("desk-" + sender),
                folder.resolve("server").resolve(FixDictionary.FILE_NAME),
                sender,
                "RINGFENCE",
                keyName,
                token);
        open.add(desk);
        return desk;
    }

    private Counterparty a1() {
        return desk("A1", "trader.A1", FixServer.TOKEN_A1);
    }

    private static String logon(String sender, String more) {
        return "8=FIX.4.4|35=A|34=1|49=" + sender + "|52=<TIME>|56=RINGFENCE|98=0|108=30|" + more;
    }

    private String answer(FixServer server, String message) throws IOException {
        try (FixWire wire = new FixWire(server.address(), PATIENCE)) {
            wire.send(message.replace('|', SOH));
            return wire.receive().replace(SOH, '|');
        }
    }

    @Test
    void strangerIsToldWhyAndPutsNothingOutOfStep() throws IOException {
        FixServer server = server(trader("A1", OnDisconnect.NONE));
        assertThat(answer(server, logon("A1", ""))).contains("|35=5|").contains("58=Not authenticated");
        assertThat(answer(server, logon("A1", "553=trader.A1|554=rf_wrong|"))).contains("58=Not authenticated");
        assertThat(answer(server, logon("A1", "553=trader.A2|554=rf_trader-a2|")))
                .contains("not granted");
        assertThat(answer(server, logon("A1", "553=trader.A1|554=rf_trader-a1|141=Y|")))
                .contains("58=ResetSeqNumFlag is not allowed");
        assertThat(answer(server, logon("NOBODY", "553=trader.A1|554=rf_trader-a1|")))
                .isEmpty();
        assertThat(server.fix().sessions().get(0).nextIn()).isEqualTo(1);
        assertThat(server.fix().sessions().get(0).nextOut()).isEqualTo(1);
        a1().logOn(server.address());
    }

    @Test
    void signedLogonNeedsNoToken() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        FixServer server = server(new FixConfig.Session(
                "A1",
                "RINGFENCE",
                "A1",
                Set.of("A1"),
                Auth.KEY,
                publicKey,
                false,
                false,
                false,
                OnDisconnect.NONE,
                Set.of(),
                false));
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(String.join(String.valueOf(SOH), "A", "A1", "RINGFENCE", "1", time)
                .getBytes(StandardCharsets.ISO_8859_1));
        String signature = Base64.getEncoder().encodeToString(signer.sign());
        String body = logon("A1", "95=" + signature.length() + "|96=" + signature + "|")
                .replace("<TIME>", time);
        assertThat(answer(server, body.replace("34=1", "34=2"))).contains("58=Not authenticated");
        assertThat(answer(server, body)).contains("|35=A|");
    }

    @Test
    void addressThatIsNotAllowedStaysOutside() throws IOException {
        FixConfig.Session session = new FixConfig.Session(
                "A1",
                "RINGFENCE",
                "A1",
                Set.of("A1"),
                Auth.NONE,
                null,
                true,
                false,
                false,
                OnDisconnect.NONE,
                Set.of("192.0.2.1"),
                false);
        assertThat(answer(server(session), logon("A1", ""))).contains("58=Address not allowed");
    }

    @Test
    void endlessMessageIsCutOff() throws IOException {
        FixServer server = new FixServer(folder.resolve("server"), 2048, FixServer.open("RINGFENCE", "A1", "A1"));
        open.add(server);
        try (FixWire wire = new FixWire(server.address(), PATIENCE)) {
            wire.send(logon("A1", "").replace('|', SOH));
            assertThat(wire.receive()).contains("35=A");
            wire.send("8=FIX.4.4" + SOH + "9=999999999" + SOH + "35=D" + SOH + "58=" + "x".repeat(5000) + SOH + "10=000"
                    + SOH);
            assertThat(wire.receive()).isEmpty();
        }
    }

    @Test
    void reportsThatWereMissedComeWithTheResend() {
        FixServer server = server(trader("A1", OnDisconnect.NONE));
        Counterparty desk = a1().logOn(server.address());
        desk.order("a", "38=0.1 44=59000");
        String orderId = Counterparty.field(desk.next(), 37);
        desk.close();
        await().until(() -> !server.fix().sessions().get(0).loggedOn());
        server.http(FixServer.TOKEN_A1, "DELETE", "/v1/orders/" + orderId, null);
        desk.logOn(server.address());
        assertThat(desk.next(11, 150, 39, 378)).isEqualTo("8 11=a 150=4 39=4 378=8");
    }

    @Test
    void restartSendsNothingTwiceAndLosesNothing() {
        FixServer server = server(trader("A1", OnDisconnect.NONE));
        Counterparty desk = a1().logOn(server.address());
        desk.order("a", "38=0.1 44=59000");
        desk.order("b", "38=0.1 44=59100");
        String first = Counterparty.field(desk.next(), 17);
        String orderId = Counterparty.field(desk.next(), 37);
        desk.close();
        await().until(() -> !server.fix().sessions().get(0).loggedOn());
        server.fix().close();
        server.http(FixServer.TOKEN_A1, "DELETE", "/v1/orders/" + orderId, null);
        server.restartFix();
        desk.logOn(server.address());
        desk.order("a", "38=0.1 44=59000");
        Message canceled = desk.next();
        assertThat(Counterparty.show(canceled, 11, 150, 39)).isEqualTo("8 11=b 150=4 39=4");
        assertThat(Counterparty.field(canceled, 17)).isNotEqualTo(first);
        assertThat(desk.next(11, 150, 39, 151)).isEqualTo("8 11=a 150=I 39=0 151=0.1");
        assertThat(desk.drain()).isEmpty();
    }

    @Test
    void ordersEndWithTheSessionWhereThatIsAgreed() {
        FixServer server = server(trader("A1", OnDisconnect.SESSION));
        Counterparty desk = a1().logOn(server.address());
        desk.order("a", "38=0.1 44=59000");
        desk.next();
        server.http(
                FixServer.TOKEN_A1,
                "POST",
                "/v1/orders",
                "{\"client_order_id\":\"rest\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"buy\","
                        + "\"type\":\"limit\",\"time_in_force\":\"gtc\",\"qty\":\"0.1\",\"limit_price\":\"59000\"}");
        desk.close();
        await().until(() -> !server.fix().sessions().get(0).loggedOn());
        desk.logOn(server.address());
        assertThat(desk.next(11, 150, 39, 378)).isEqualTo("8 11=a 150=4 39=4 378=99");
        desk.send("35=AF 584=all 585=7");
        assertThat(desk.next(584, 11, 911)).isEqualTo("8 584=all 11=rest 911=1");
    }

    @Test
    void dropCopySeesItsAccountsAndEntersNothing() {
        FixServer server = server(
                trader("A1", OnDisconnect.NONE),
                trader("A2", OnDisconnect.NONE),
                FixServer.session("RINGFENCE", "COPY", Auth.KEY, false, true, false, OnDisconnect.NONE, "A1"));
        Counterparty copy = desk("COPY", "viewer", "rf_viewer").logOn(server.address());
        Counterparty one = a1().logOn(server.address());
        Counterparty two = desk("A2", "trader.A2", "rf_trader-a2").logOn(server.address());
        two.order("x", "38=0.1 44=59000");
        two.next();
        one.order("a", "38=0.1 44=59000");
        Message report = one.next();
        Message same = copy.next();
        assertThat(Counterparty.show(same, 1, 11, 150, 17)).isEqualTo(Counterparty.show(report, 1, 11, 150, 17));
        copy.order("y", "38=0.1 44=59000 1=A1");
        assertThat(copy.next(372, 380)).isEqualTo("j 372=D 380=6");
    }

    @Test
    void dropCopyGetsWhatItMissedByTheResend() {
        FixServer server = server(
                trader("A1", OnDisconnect.NONE),
                FixServer.session("RINGFENCE", "COPY", Auth.KEY, false, true, false, OnDisconnect.NONE, "A1"));
        Counterparty copy = desk("COPY", "viewer", "rf_viewer").logOn(server.address());
        Counterparty one = a1().logOn(server.address());
        one.order("a", "38=0.1 44=59000");
        one.next();
        assertThat(copy.next(11, 150)).isEqualTo("8 11=a 150=0");
        copy.close();
        await().until(() -> !server.fix().sessions().get(1).loggedOn());
        one.order("b", "38=0.1 44=59000");
        String execution = Counterparty.field(one.next(), 17);
        one.send("35=F 11=c 41=a 55=BTC-USD 54=1");
        one.next();
        copy.logOn(server.address());
        Message missed = copy.next();
        assertThat(Counterparty.show(missed, 11, 150)).isEqualTo("8 11=b 150=0");
        assertThat(Counterparty.field(missed, 17)).isEqualTo(execution);
        assertThat(copy.next(11, 41, 150)).isEqualTo("8 11=c 41=a 150=4");
        assertThat(copy.drain()).isEmpty();
    }

    @Test
    void messagesAreCountedByTheirType() {
        FixServer server = server(trader("A1", OnDisconnect.NONE));
        Counterparty desk = a1().logOn(server.address());
        desk.order("a", "38=0.1 44=59000");
        desk.next();
        desk.order("b", "38=0.1 44=0");
        desk.next();
        desk.send("35=R 131=q 146=1 55=BTC-USD");
        desk.next();
        assertThat(server.metrics())
                .containsEntry("ringfence_fix_logged_on[A1]", 1.0)
                .containsEntry("ringfence_fix_store_failed[A1]", 0.0)
                .containsEntry("ringfence_fix_messages_total[A1, in, A]", 1.0)
                .containsEntry("ringfence_fix_messages_total[A1, in, D]", 2.0)
                .containsEntry("ringfence_fix_messages_total[A1, out, A]", 1.0)
                .containsEntry("ringfence_fix_messages_total[A1, out, 3]", 1.0)
                .containsEntry("ringfence_fix_next_seq_num[A1, in]", 5.0)
                .containsEntry("ringfence_fix_reporting[]", 1.0);
        await().until(() -> server.metrics().get("ringfence_fix_report_lag[]") == 0);
    }

    /** Real ENOSPC: the session's file is the device that is always full. */
    @Test
    void fullDiskStopsTheSessionAndLosesNothing() throws Exception {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "there is no /dev/full here");
        FixServer server = server(trader("A1", OnDisconnect.NONE), trader("A2", OnDisconnect.NONE));
        Counterparty desk = a1().logOn(server.address());
        desk.order("a", "38=0.1 44=59000");
        String orderId = Counterparty.field(desk.next(), 37);
        desk.close();
        await().until(() -> !server.fix().sessions().get(0).loggedOn());
        server.fix().close();
        Path body = onlyFile(folder.resolve("server"), "-A1.body");
        Path kept = body.resolveSibling("kept");
        Files.move(body, kept);
        Files.createSymbolicLink(body, device);
        server.restartFix();
        server.http(FixServer.TOKEN_A1, "DELETE", "/v1/orders/" + orderId, null);
        await().until(() -> server.fix().sessions().get(0).problem().contains("No space left"));
        assertThat(server.metrics()).containsEntry("ringfence_fix_store_failed[A1]", 1.0);
        desk("A2", "trader.A2", "rf_trader-a2").logOn(server.address());
        assertThat(answer(server, logon("A1", "553=trader.A1|554=" + FixServer.TOKEN_A1 + "|")))
                .contains("|35=5|", "58=Session stopped: its message store failed");

        server.fix().close();
        Files.delete(body);
        Files.move(kept, body);
        server.restartFix();
        desk.logOn(server.address());
        assertThat(desk.next(11, 150, 39)).isEqualTo("8 11=a 150=4 39=4");
        assertThat(desk.drain()).isEmpty();
    }

    private static Path onlyFile(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void timeEndsOrders() {
        FixServer server = server(trader("A1", OnDisconnect.NONE));
        Counterparty desk = a1().logOn(server.address());
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);
        String inAnHour = format.format(Instant.now().plus(Duration.ofHours(1)));
        desk.send("35=D 11=gtd 55=BTC-USD 54=1 40=2 59=6 126=" + inAnHour + " 38=0.1 44=59000");
        assertThat(desk.next(11, 150, 39, 59)).isEqualTo("8 11=gtd 150=0 39=0 59=6");
        desk.send("35=D 11=day 55=BTC-USD 54=1 40=2 59=0 38=0.2 44=59000");
        desk.next();
        desk.send("35=D 11=gtc 55=BTC-USD 54=1 40=2 59=1 38=0.3 44=59000");
        desk.next();
        server.advance(Duration.ofDays(1));
        List<String> ended = List.of(desk.next(11, 150, 39, 151), desk.next(11, 150, 39, 151));
        assertThat(ended).containsExactlyInAnyOrder("8 11=gtd 150=C 39=C 151=0", "8 11=day 150=C 39=C 151=0");
        desk.send("35=AF 584=all 585=7");
        assertThat(desk.next(584, 11, 911)).isEqualTo("8 584=all 11=gtc 911=1");
    }

    @Test
    void orderGoodTillCanceledGoesOnOverNight() {
        FixServer server = server(trader("A1", OnDisconnect.NONE));
        Counterparty desk = a1().logOn(server.address());
        desk.order("gtc", "38=0.3 44=59100");
        desk.next();
        server.command(writer -> writer.trade(0, 59_050 * 100_000_000L, 10_000_000));
        assertThat(desk.next(11, 150, 39, 32, 14, 151)).isEqualTo("8 11=gtc 150=F 39=1 32=0.1 14=0.1 151=0.2");
        server.advance(Duration.ofDays(1));
        server.quotes();
        server.command(writer -> writer.trade(0, 59_050 * 100_000_000L, 20_000_000));
        assertThat(desk.next(11, 150, 39, 32, 14, 151)).isEqualTo("8 11=gtc 150=F 39=2 32=0.2 14=0.3 151=0");
    }

    @Test
    void marketDataComeIn() {
        FixServer server = server(
                trader("A1", OnDisconnect.NONE),
                FixServer.session("RINGFENCE", "FEED", Auth.KEY, false, false, true, OnDisconnect.NONE, "A1"));
        try (FixWire wire = new FixWire(server.address(), PATIENCE)) {
            wire.send(logon("FEED", "553=viewer|554=rf_viewer|").replace('|', SOH));
            assertThat(wire.receive()).contains("35=A");
            wire.send(("8=FIX.4.4|35=W|34=2|49=FEED|52=<TIME>|56=RINGFENCE|55=BTC-USD|268=2|269=0|270=60010|271=5|"
                            + "269=1|270=60020|271=5|")
                    .replace('|', SOH));
            wire.send("8=FIX.4.4|35=X|34=3|49=FEED|52=<TIME>|56=RINGFENCE|268=1|279=1|269=1|55=BTC-USD|270=60015|271=5|"
                    .replace('|', SOH));
            Counterparty desk = a1().logOn(server.address());
            desk.order("a", "38=0.1 44=60015");
            desk.next();
            assertThat(desk.next(11, 150, 31)).isEqualTo("8 11=a 150=F 31=60015");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
