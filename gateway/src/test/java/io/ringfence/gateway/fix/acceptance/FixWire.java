package io.ringfence.gateway.fix.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One TCP connection that speaks raw FIX, also broken FIX: no engine, so that nothing is put right on the way. */
public final class FixWire implements AutoCloseable {
    private static final char SOH = 1;
    private static final Pattern TIME = Pattern.compile("<TIME([+-]\\d+)?>");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Socket socket = new Socket();
    private final InputStream in;

    public FixWire(InetSocketAddress address, Duration patience) throws IOException {
        socket.connect(address, (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** Sends a message; length and checksum are added unless it brings its own. */
    public void send(String template) throws IOException {
        socket.getOutputStream().write(complete(withTimes(template)).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String withTimes(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.replaceAll(found -> {
            long shift = found.group(1) == null ? 0 : Long.parseLong(found.group(1));
            return UTC.format(Instant.now().plusSeconds(shift));
        });
    }

    static String complete(String message) {
        String body = message;
        int afterBegin = body.indexOf(SOH) + 1;
        if (!body.startsWith("9=", afterBegin) && !body.contains(SOH + "9=")) {
            int trailer = body.indexOf(SOH + "10=");
            int length = (trailer < 0 ? body.length() : trailer + 1) - afterBegin;
            body = body.substring(0, afterBegin) + "9=" + length + SOH + body.substring(afterBegin);
        }
        if (body.contains(SOH + "10=")) {
            return body;
        }
        int sum = 0;
        for (byte b : body.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += b & 0xFF;
        }
        return body + "10=%03d".formatted(sum % 256) + SOH;
    }

    /**
     * The next message, or an empty text when the other side has closed.
     *
     * @throws java.net.SocketTimeoutException when neither happens in time
     */
    public String receive() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int tail = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            message.write(b);
            tail = b == SOH && tail >= 7 ? -1 : matchTail(tail, b);
            if (tail < 0) {
                return message.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** How much of SOH "10=" and three digits has come: 7 when only the closing SOH is missing. */
    private static int matchTail(int matched, int b) {
        boolean fits = switch (matched) {
            case 1 -> b == '1';
            case 2 -> b == '0';
            case 3 -> b == '=';
            case 4, 5, 6 -> b >= '0' && b <= '9';
            default -> false;
        };
        if (fits) {
            return matched + 1;
        }
        return b == SOH ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
