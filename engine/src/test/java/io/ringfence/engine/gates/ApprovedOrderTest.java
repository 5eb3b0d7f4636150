package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.execution.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing reaches execution without eight verdicts: the key is made in one place and opens one door once. */
class ApprovedOrderTest {
    private static final String KEY = "io/ringfence/engine/gates/ApprovedOrder";

    private static Path classes() throws Exception {
        return Path.of(ApprovedOrder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static List<String> classesNaming(String constant) throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                if (read(file).contains(constant)) {
                    found.add(file.getFileName().toString().replace(".class", ""));
                }
            }
        }
        return found;
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void onlyTheDecisionAndTheTwoDoorsKnowTheKey() throws Exception {
        assertThat(classesNaming(KEY))
                .containsExactlyInAnyOrder("ApprovedOrder", "Decision", "Execution", "OrderEntry", "OrderAmendment");
    }

    @Test
    void theKeyCannotBeMadeOrChangedFromOutside() {
        assertThat(ApprovedOrder.class.getDeclaredConstructors())
                .allMatch(c -> !Modifier.isPublic(((Constructor<?>) c).getModifiers()));
        assertThat(Stream.of(ApprovedOrder.class.getDeclaredMethods())
                        .filter(m -> Modifier.isPublic(m.getModifiers()))
                        .map(Method::getName))
                .containsExactlyInAnyOrder("quantityE8", "gateBitmap", "spend");
        assertThat(Modifier.isFinal(ApprovedOrder.class.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(Decision.class.getModifiers())).isTrue();
    }

    @Test
    void onlyExecuteAndReplaceTakeTheKeyAndNothingElseSubmits() throws Exception {
        assertThat(Arrays.stream(Execution.class.getMethods())
                        .filter(m -> Arrays.asList(m.getParameterTypes()).contains(ApprovedOrder.class))
                        .map(Method::getName))
                .containsExactlyInAnyOrder("execute", "replace");
        assertThat(classesCalling("io/ringfence/engine/execution/Venue", "submit"))
                .containsExactly("Execution");
        assertThat(classesCalling("io/ringfence/engine/execution/Venue", "replace"))
                .containsExactly("Execution");
    }

    /** By the constant pool of javap: who calls a method of the venue interface. */
    private static List<String> classesCalling(String owner, String method) throws Exception {
        List<String> found = new ArrayList<>();
        java.util.spi.ToolProvider javap =
                java.util.spi.ToolProvider.findFirst("javap").orElseThrow();
        try (Stream<Path> files = Files.walk(classes())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                if (file.toString().contains("schema") || !read(file).contains(owner)) {
                    continue;
                }
                java.io.StringWriter text = new java.io.StringWriter();
                java.io.PrintWriter out = new java.io.PrintWriter(text);
                javap.run(out, out, "-c", "-p", file.toString());
                if (text.toString().contains("InterfaceMethod " + owner + "." + method + ":")) {
                    found.add(file.getFileName().toString().replace(".class", ""));
                }
            }
        }
        return found;
    }

    @Test
    void aKeyOpensOnceAndOnlyForItsCommand() {
        ApprovedOrder key = new ApprovedOrder();
        assertThatThrownBy(() -> key.spend(1)).isInstanceOf(IllegalStateException.class);
        key.issue(7, 100, Readings.ALL_GATES);
        assertThatThrownBy(() -> key.spend(8)).isInstanceOf(IllegalStateException.class);
        assertThat(key.quantityE8()).isEqualTo(100);
        assertThat(key.gateBitmap()).isEqualTo(Readings.ALL_GATES);
        key.spend(7);
        assertThatThrownBy(() -> key.spend(7)).isInstanceOf(IllegalStateException.class);
        key.issue(9, 100, Readings.ALL_GATES);
        key.revoke();
        assertThatThrownBy(() -> key.spend(9)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noKeyWithoutAllEightVerdicts() {
        for (int gate = 0; gate < Readings.GATES; gate++) {
            int missing = Readings.ALL_GATES & ~(1 << gate);
            assertThatThrownBy(() -> new ApprovedOrder().issue(1, 1, missing))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
