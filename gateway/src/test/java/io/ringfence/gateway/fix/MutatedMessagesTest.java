package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.FixServer;
import io.ringfence.gateway.fix.FixConfig.Auth;
import io.ringfence.gateway.fix.FixConfig.OnDisconnect;
import io.ringfence.gateway.fix.acceptance.FixWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken, odd and hostile messages: the core lives, no order is made twice, another session does not notice. The long
 * form: {@code -Dringfence.fix.messages=100000}, another stream with {@code -Dringfence.fix.seed=N}.
 */
class MutatedMessagesTest {
    private static final int MESSAGES = Integer.getInteger("ringfence.fix.messages", 3_000);
    private static final long SEED = Long.getLong("ringfence.fix.seed", 44);
    private static final Path FIXTURE = Path.of("../../shared/data/fix44/fix44_fixture_messages.tsv");
    private static final char SOH = 1;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final List<String> samples = new ArrayList<>();
    private int seqNum;

    @Test
    void doNoHarm() throws IOException {
        samples();
        Path stores = folder.resolve("server");
        FixConfig.Session other =
                FixServer.session("RINGFENCE", "A1", Auth.KEY, false, false, false, OnDisconnect.NONE, "A1");
        try (FixServer server = new FixServer(stores, FixServer.open("RINGFENCE", "FUZZ", "A2"), other);
                Counterparty quiet = new Counterparty(
                                folder.resolve("desk"),
                                stores.resolve(FixDictionary.FILE_NAME),
                                "A1",
                                "RINGFENCE",
                                "trader.A1",
                                FixServer.TOKEN_A1)
                        .logOn(server.address())) {
            int sent = 0;
            while (sent < MESSAGES) {
                sent += connection(server, Math.min(MESSAGES - sent, 200));
                quiet.send("35=H 11=never 55=BTC-USD 54=1 790=q" + sent);
                assertThat(quiet.next(790, 103)).as("seed " + SEED).isEqualTo("8 790=q" + sent + " 103=5");
                assertThat(server.alive()).as("the core, seed " + SEED).isTrue();
            }
            quiet.order("last", "38=0.01 44=59000");
            assertThat(quiet.next(11, 150)).as("seed " + SEED).isEqualTo("8 11=last 150=0");
            assertThat(quiet.isLoggedOn()).isTrue();
            assertThat(server.fix().sessions())
                    .as("seed " + SEED)
                    .allSatisfy(session -> assertThat(session.problem()).isEmpty());
            assertThat(server.ordersWithSeveralDecisions()).as("seed " + SEED).isEmpty();
        }
    }

    /** One connection's worth; ends early when the gateway has had enough. */
    private int connection(FixServer server, int most) throws IOException {
        int sent = 0;
        try (FixWire wire = logOn(server)) {
            seqNum = 1;
            while (sent < most) {
                sent++;
                wire.send(mutated());
            }
            // Everything before has been taken, or the connection has been ended.
            wire.send(text("8=FIX.4.4|35=5|34=" + ++seqNum + "|49=FUZZ|52=<TIME>|56=RINGFENCE|"));
            while (!wire.receive().isEmpty()) {
                // what the gateway says to each is judged elsewhere
            }
        } catch (IOException e) {
            // the gateway has cut us off, which is its right
        }
        return sent;
    }

    /**
     * A session that took no Logon any more would be tested by nothing. One Logon may fail: what the engine still had of
     * the last connection can end the new one.
     */
    private FixWire logOn(FixServer server) {
        return await("a Logon that is answered, seed " + SEED)
                .atMost(Duration.ofSeconds(30))
                .until(() -> tryLogOn(server), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<FixWire> tryLogOn(FixServer server) throws IOException {
        if (server.fix().sessions().get(0).loggedOn()) {
            return Optional.empty();
        }
        FixWire wire = new FixWire(server.address(), Duration.ofSeconds(1));
        try {
            wire.send(text("8=FIX.4.4|35=A|34=1|49=FUZZ|52=<TIME>|56=RINGFENCE|98=0|108=30|"));
            if (wire.receive().contains(SOH + "35=A" + SOH)) {
                return Optional.of(wire);
            }
        } catch (IOException e) {
            // cut off; the next one
        }
        wire.close();
        return Optional.empty();
    }

    private static String text(String readable) {
        return readable.replace('|', SOH);
    }

    private void samples() throws IOException {
        if (Files.exists(FIXTURE)) {
            for (String line : Files.readAllLines(FIXTURE)) {
                int at = line.indexOf("8=FIX");
                if (at >= 0) {
                    samples.add(ours(line.substring(at)));
                }
            }
        }
        samples.add(
                text("8=FIX.4.4|35=D|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|11=ID|55=BTC-USD|54=1|38=0.01|40=2|44=59000|"
                        + "59=1|60=<TIME>|"));
        samples.add(text("8=FIX.4.4|35=F|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|11=ID|41=ID|55=BTC-USD|54=1|60=<TIME>|"));
        samples.add(text("8=FIX.4.4|35=G|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|11=ID|41=ID|55=BTC-USD|54=1|38=0.02|40=2|"
                + "44=59100|60=<TIME>|"));
        samples.add(text("8=FIX.4.4|35=q|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|11=ID|530=7|60=<TIME>|"));
        samples.add(text("8=FIX.4.4|35=AF|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|584=ID|585=7|"));
        samples.add(text("8=FIX.4.4|35=2|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|7=1|16=0|"));
        samples.add(text("8=FIX.4.4|35=4|34=N|49=FUZZ|52=<TIME>|56=RINGFENCE|123=Y|36=5|"));
    }

    /** The message as this session would send it; length and checksum are made anew. */
    private static String ours(String readable) {
        StringBuilder message = new StringBuilder("8=FIX.4.4" + SOH);
        for (String field : readable.split("[|\\t]", -1)) {
            switch (field.substring(0, Math.max(0, field.indexOf('=')))) {
                case "8", "9", "10", "" -> {
                    // made anew
                }
                case "34" -> message.append("34=N").append(SOH);
                case "49" -> message.append("49=FUZZ").append(SOH);
                case "56" -> message.append("56=RINGFENCE").append(SOH);
                case "52" -> message.append("52=<TIME>").append(SOH);
                default -> message.append(field).append(SOH);
            }
        }
        return message.toString();
    }

    private String mutated() {
        String message = samples.get(random.nextInt(samples.size()));
        seqNum++;
        message = message.replace("34=N", "34=" + (random.nextInt(20) == 0 ? seqNum + random.nextInt(3) - 1 : seqNum));
        message = message.replace(SOH + "11=ID", SOH + "11=m" + random.nextInt(500));
        message = message.replace(SOH + "41=ID", SOH + "41=m" + random.nextInt(500));
        for (int i = random.nextInt(3); i > 0; i--) {
            message = mutate(message);
        }
        return message;
    }

    private String mutate(String message) {
        int at = random.nextInt(message.length());
        String[] fields = message.split(String.valueOf(SOH), -1);
        return switch (random.nextInt(9)) {
            case 0 -> message.substring(0, at) + (char) random.nextInt(256) + message.substring(at + 1);
            case 1 ->
                message.substring(0, at) + message.substring(Math.min(message.length(), at + 1 + random.nextInt(5)));
            case 2 -> message + fields[random.nextInt(fields.length)] + SOH;
            case 3 -> message + (1 + random.nextInt(21_000)) + "=" + random.nextInt() + SOH;
            case 4 -> message.replace(fields[random.nextInt(fields.length)] + SOH, "");
            case 5 -> message.replaceFirst("38=[^" + SOH + "]*", "38=" + number());
            case 6 -> message.replaceFirst("44=[^" + SOH + "]*", "44=" + number());
            case 7 -> message.substring(0, at) + SOH + message.substring(at);
            default -> message + "43=Y" + SOH + "122=<TIME-10>" + SOH;
        };
    }

    private String number() {
        String[] odd = {"-1", "0", "1e9", "NaN", "99999999999999999999", "0.000000001", "+5", "1.", ".", "00001", "3"};
        return odd[random.nextInt(odd.length)];
    }
}
