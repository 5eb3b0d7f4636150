package io.ringfence.gateway.http;

import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The operations console: a page, its scripts, and the chart library, all from the jar. The page holds nothing that is
 * secret; what it shows it asks for with the key that somebody signs in with.
 */
final class ConsoleEndpoint {
    private static final String PAGE = "index.html";
    private static final String FOLDER = "/io/ringfence/gateway/console/";
    private static final String CHART_VERSION = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    private static final String CHART = "/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";

    /** Nothing from elsewhere, nothing inline, nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "console.css",
            "text/css; charset=utf-8",
            "icon.svg",
            "image/svg+xml",
            "console.js",
            "text/javascript; charset=utf-8",
            "api.js",
            "text/javascript; charset=utf-8",
            "charts.js",
            "text/javascript; charset=utf-8",
            "page.js",
            "text/javascript; charset=utf-8");

    private final Map<String, Answer> files = new LinkedHashMap<>();

    ConsoleEndpoint() {
        TYPES.forEach((name, type) -> files.put(name, answer(type, read(FOLDER + name))));
        files.put("chart.js", answer("text/javascript; charset=utf-8", read(CHART.formatted(chartVersion()))));
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/", Set.of(), call -> file(call, PAGE)),
                Route.of("GET", "/console/{id}", Set.of(), call -> file(call, call.id())));
    }

    private void file(Call call, String name) {
        Answer answer = files.get(name);
        if (answer == null) {
            throw new RefusedException(404, 0, "The console has no such file");
        }
        call.answer(answer);
    }

    private static Answer answer(String type, byte[] content) {
        return new Answer(200, type, content, Map.of())
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("Cross-Origin-Opener-Policy", "same-origin")
                .withHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static String chartVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(CHART_VERSION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(CHART_VERSION + " can not be read", e);
        }
        return properties.getProperty("version", "");
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " can not be read", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = ConsoleEndpoint.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing in the jars");
        }
        return in;
    }
}
