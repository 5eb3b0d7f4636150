package io.ringfence.ops.counterfactual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The report as one page: style, charts and figures inline, nothing fetched, and a content security policy that lets
 * exactly these scripts run.
 */
final class ReportHtml {
    private static final String CHARTS = "META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    /** Writes the figures as JSON. */
    interface Figures {
        void write(OutputStream out) throws IOException;
    }

    private ReportHtml() {}

    static void write(Figures figures, OutputStream out) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        figures.write(json);
        String data = json.toString(StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        String style = own("report.css");
        String charts = library();
        String script = own("report.js");
        String page = own("report.html")
                .replace(
                        "@POLICY@",
                        "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src " + hash(charts)
                                + " " + hash(script) + "; base-uri 'none'; form-action 'none'")
                .replace("@STYLE@", style);
        // Each part is put in its place by itself: a part may hold what looks like a placeholder.
        for (String piece : page.split("(?=@CHARTS@|@SCRIPT@|@DATA@)", -1)) {
            String text = piece;
            text = instead(text, "@CHARTS@", charts);
            text = instead(text, "@SCRIPT@", script);
            text = instead(text, "@DATA@", data);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String instead(String piece, String mark, String text) {
        return piece.startsWith(mark) ? text + piece.substring(mark.length()) : piece;
    }

    private static String own(String name) throws IOException {
        try (InputStream in = ReportHtml.class.getResourceAsStream(name)) {
            return text(in, name);
        }
    }

    private static String library() throws IOException {
        try (InputStream in = ReportHtml.class.getClassLoader().getResourceAsStream(CHARTS)) {
            return text(in, CHARTS).replace("//# sourceMappingURL=chart.umd.min.js.map", "");
        }
    }

    private static String text(@org.jspecify.annotations.Nullable InputStream in, String name) throws IOException {
        if (in == null) {
            throw new IllegalStateException("the class path has no " + name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
