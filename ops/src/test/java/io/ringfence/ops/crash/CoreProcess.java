package io.ringfence.ops.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@code ringfence run} in a process of its own, on free ports. */
final class CoreProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Process process;
    private final Path data;
    private final Path errors;
    private URI trading;
    private URI operations;
    private int fixPort;

    private CoreProcess(Process process, Path data, Path errors) {
        this.process = process;
        this.data = data;
        this.errors = errors;
    }

    /** Starts a command of the launcher without waiting for anything. */
    static Process launch(Map<String, String> environment, Path output, Path errors, String... arguments)
            throws IOException {
        return launch(environment, output, errors, System.getProperty("java.class.path"), List.of(), arguments);
    }

    private static Process launch(
            Map<String, String> environment,
            Path output,
            Path errors,
            String classPath,
            List<String> options,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath));
        command.addAll(options);
        command.add("io.ringfence.ops.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        if (output != null) {
            builder.redirectOutput(output.toFile());
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Starts a core and waits until it says that it is ready; fails with what it says otherwise. */
    static CoreProcess start(Path data, Map<String, String> environment) throws Exception {
        return start(data, environment, null, List.of());
    }

    /** The same with classes that go before the real ones, and options for the JVM. */
    static CoreProcess start(Path data, Map<String, String> environment, Path classes, List<String> options)
            throws Exception {
        Path errors = Files.createTempFile("ringfence-core", ".err");
        Map<String, String> all = new HashMap<>(environment);
        all.put("RINGFENCE_GATEWAY_HTTP_PORT", "0");
        all.put("RINGFENCE_GATEWAY_HTTP_OPS_PORT", "0");
        all.put("RINGFENCE_GATEWAY_FIX_PORT", "0");
        String usual = System.getProperty("java.class.path");
        String classPath = classes == null ? usual : classes + File.pathSeparator + usual;
        Process started = launch(all, null, errors, classPath, options, "run", "--data", data.toString());
        CoreProcess core = new CoreProcess(started, data, errors);
        core.awaitReady();
        return core;
    }

    private void awaitReady() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            String last = line.substring(line.lastIndexOf(' ') + 1);
            if (line.contains("orders and queries")) {
                trading = URI.create(last);
            } else if (line.contains("FIX 4.4")) {
                fixPort = Integer.parseInt(last.substring(last.lastIndexOf(':') + 1));
            } else if (line.contains("health, metrics, kill")) {
                operations = URI.create(last);
                return;
            }
        }
        throw new IOException("the core did not start: " + errors());
    }

    int fixPort() {
        return fixPort;
    }

    URI trading() {
        return trading;
    }

    String token(String name) throws IOException {
        Properties keys = new Properties();
        try (var in = Files.newInputStream(data.resolve("sandbox-keys.properties"))) {
            keys.load(in);
        }
        return keys.getProperty(name);
    }

    HttpResponse<String> call(String key, String method, String path, String body) throws Exception {
        boolean onOperations = key.isEmpty() || path.startsWith("/v1/risk");
        HttpRequest.Builder request = HttpRequest.newBuilder((onOperations ? operations : trading).resolve(path));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + token(key));
        }
        request.header("Content-Type", "application/json");
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> order(String id, String type, String rest) throws Exception {
        return call(
                "trader.A1",
                "POST",
                "/v1/orders",
                "{\"client_order_id\":\"" + id
                        + "\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"buy\",\"type\":\"" + type + "\","
                        + rest + "}");
    }

    boolean isReady() {
        try {
            return call("", "GET", "/health/ready", null).statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the core still runs");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
