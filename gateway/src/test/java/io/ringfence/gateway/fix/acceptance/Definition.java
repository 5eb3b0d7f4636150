package io.ringfence.gateway.fix.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One acceptance definition: what is sent on which connection, and what must come back.
 *
 * <pre>
 *   iCONNECT, i2,CONNECT     connect (2 = the connection's number, 1 when absent)
 *   iDISCONNECT              close from our side
 *   I8=FIX.4.4...            send; 9 and 10 are added where they are absent; &lt;TIME&gt;, &lt;TIME-10&gt; become UTC times
 *   E8=FIX.4.4...            the next message that must come
 *   eDISCONNECT              the other side must close
 * </pre>
 *
 * <p>In a line without any SOH, {@code |} stands for it.
 */
record Definition(String name, List<Step> steps) {
    enum Kind {
        CONNECT,
        CLOSE,
        SEND,
        EXPECT,
        EXPECT_CLOSE
    }

    /** One line; {@code text} is the message, SOH-separated, or empty. */
    record Step(int line, Kind kind, int connection, String text) {}

    private static final char SOH = 1;
    private static final Pattern LINE = Pattern.compile("([IEie])(?:(\\d+),)?(.*)", Pattern.DOTALL);

    static Definition read(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                steps.add(step(file, number, line.indexOf(SOH) < 0 ? line.replace('|', SOH) : line));
            }
        }
        String name = file.getFileName().toString().replaceFirst("\\.def$", "");
        int prefix = name.lastIndexOf("__");
        return new Definition(prefix < 0 ? name : name.substring(prefix + 2), List.copyOf(steps));
    }

    private static Step step(Path file, int number, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(file + " line " + number + " starts with none of I, E, i, e");
        }
        int connection = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
        String rest = parts.group(3);
        Kind kind = switch (parts.group(1)) {
            case "I" -> Kind.SEND;
            case "E" -> Kind.EXPECT;
            case "i" -> rest.startsWith("CONNECT") ? Kind.CONNECT : Kind.CLOSE;
            default -> Kind.EXPECT_CLOSE;
        };
        boolean isMessage = kind == Kind.SEND || kind == Kind.EXPECT;
        return new Step(number, kind, connection, isMessage ? rest : "");
    }

    /** Whether a message of the application is expected back as it was sent: only an echoing server would do that. */
    boolean echoes() {
        return steps.stream()
                .anyMatch(step ->
                        step.kind() == Kind.EXPECT && Fields.of(step.text()).isEcho());
    }
}
