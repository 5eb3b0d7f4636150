package io.ringfence.ops.crash;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client that keeps a book of its own: every order is written down before it is sent, every answer when it has come.
 * Held against the journal afterwards, the book says what was lost, done twice, or never asked for.
 *
 * <p>Needs the JDK only, so that scripts can start it from its source:
 *
 * <pre>
 *   java LedgerClient.java load URL TOKEN LEDGER PREFIX THREADS     until the core is gone
 *   ringfence journal dump --data DIR | java LedgerClient.java check LEDGER
 * </pre>
 */
public final class LedgerClient {
    private static final Pattern ORDER_ID = Pattern.compile("\"order_id\":\"(\\d+)\"");
    private static final Pattern ASKED =
            Pattern.compile("\"command\":\\{\"type\":\"order\".*?\"client_order_id\":\"([^\"]*)\"");
    private static final Pattern ACCEPTED =
            Pattern.compile("\\{\"event\":\"accepted\",\"order_id\":\"(\\d+)\",\"client_order_id\":\"([^\"]*)\"");

    private final URI url;
    private final String token;
    private final OutputStream ledger;

    private LedgerClient(URI url, String token, OutputStream ledger) {
        this.url = url;
        this.token = token;
        this.ledger = ledger;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("load")) {
            load(
                    URI.create(arguments[1]),
                    arguments[2],
                    Path.of(arguments[3]),
                    arguments[4],
                    Integer.parseInt(arguments[5]));
            return;
        }
        try (BufferedReader dump = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            List<String> findings = check(Path.of(arguments[1]), dump.lines());
            findings.stream().limit(20).forEach(System.err::println);
            System.out.println(summary(Path.of(arguments[1])) + ", " + findings.size() + " findings");
            System.exit(findings.isEmpty() ? 0 : 1);
        }
    }

    /** Sends orders on several connections until each of them breaks. Appends to the ledger. */
    public static void load(URI url, String token, Path ledger, String prefix, int threads) throws Exception {
        try (OutputStream book = new FileOutputStream(ledger.toFile(), true)) {
            LedgerClient client = new LedgerClient(url, token, book);
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String name = prefix + "-" + i + "-";
                Thread thread = new Thread(() -> client.untilItBreaks(name));
                thread.start();
                all.add(thread);
            }
            for (Thread thread : all) {
                thread.join();
            }
        }
    }

    private void untilItBreaks(String prefix) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int i = 0; ; i++) {
                String id = prefix + i;
                write("S " + id);
                socket.getOutputStream().write(request(id, i % 2 == 0 ? "buy" : "sell"));
                String body = answer(in);
                Matcher order = ORDER_ID.matcher(body);
                if (body.startsWith("201") && order.find()) {
                    write("A " + id + " " + order.group(1));
                }
            }
        } catch (IOException e) {
            // The core is gone: what was not answered stays open in the book.
        }
    }

    private byte[] request(String id, String side) {
        String body = "{\"client_order_id\":\"" + id + "\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"" + side
                + "\",\"type\":\"market\",\"qty\":\"0.001\"}";
        return ("POST /v1/orders HTTP/1.1\r\nHost: " + url.getHost() + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Status, a blank, the body. */
    private static String answer(BufferedReader in) throws IOException {
        String status = in.readLine();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        char[] body = new char[length];
        int read = 0;
        while (status != null && read < length) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                status = null;
            } else {
                read += more;
            }
        }
        if (status == null) {
            throw new IOException("closed");
        }
        return status.substring(9, 12) + " " + new String(body);
    }

    private void write(String line) throws IOException {
        ledger.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Holds a ledger against the lines of {@code journal dump}; a sentence for everything that is wrong. */
    public static List<String> check(Path ledger, Stream<String> dump) throws IOException {
        Map<String, Integer> asked = new HashMap<>();
        Map<String, String> accepted = new HashMap<>();
        List<String> findings = new ArrayList<>();
        dump.forEach(line -> {
            Matcher order = ASKED.matcher(line);
            if (order.find()) {
                asked.merge(order.group(1), 1, Integer::sum);
            }
            Matcher event = ACCEPTED.matcher(line);
            while (event.find()) {
                if (accepted.put(event.group(2), event.group(1)) != null) {
                    findings.add("doubled: " + event.group(2) + " was accepted twice");
                }
            }
        });
        Set<String> sent = new HashSet<>();
        for (String line : Files.readAllLines(ledger, StandardCharsets.ISO_8859_1)) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("S")) {
                sent.add(words[1]);
            } else if (!words[2].equals(accepted.get(words[1]))) {
                findings.add("lost: " + words[1] + " was acknowledged as order " + words[2] + ", the journal says "
                        + accepted.get(words[1]));
            }
        }
        asked.forEach((id, times) -> {
            if (!sent.contains(id)) {
                findings.add("invented: " + id + " was never sent");
            } else if (times > 1) {
                findings.add("doubled: " + id + " is on the journal " + times + " times");
            }
        });
        return findings;
    }

    private static String summary(Path ledger) throws IOException {
        List<String> lines = Files.readAllLines(ledger, StandardCharsets.ISO_8859_1);
        long acknowledged = lines.stream().filter(line -> line.startsWith("A ")).count();
        return (lines.size() - acknowledged) + " orders sent, " + acknowledged + " acknowledged";
    }

    /** Answers written down so far. */
    public static long acknowledged(Path ledger) throws IOException {
        try (Stream<String> lines = Files.lines(ledger, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("A ")).count();
        }
    }
}
