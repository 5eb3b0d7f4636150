package io.ringfence.engine.snapshot;

import io.ringfence.engine.pipeline.CommandProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The instance fields of the deterministic core as its classes have them, and as state-fields.txt declares them. */
final class StateFields {
    private static final String ROOT = "io.ringfence.engine.";
    /** Packages whose every class may remember something. */
    private static final List<String> ROOMS = List.of("state", "execution", "control", "gates", "decode", "record");

    private static final Set<String> ALSO = Set.of("pipeline.CommandProcessor", "pipeline.CommandDispatcher");
    /** A final reference to one of these is wiring: what they hold is declared where they are declared. */
    private static final List<String> PARTS =
            List.of("control.", "gates.", "decode.", "execution.", "record.", "pipeline.", "schema.");

    private static final Set<String> SHARED = Set.of("state.EngineState", "state.Exposures", "state.KillBoard");

    private StateFields() {}

    /** Class.field of every field that has to be declared. */
    static Set<String> actual() {
        Set<String> names = new TreeSet<>();
        for (Class<?> type : classes()) {
            String className = shortName(type);
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !isWiring(className, field)) {
                    names.add(className + "." + field.getName());
                }
            }
        }
        return names;
    }

    private static boolean isWiring(String className, Field field) {
        if (!Modifier.isFinal(field.getModifiers())) {
            return false;
        }
        String type = field.getType().getName();
        if (!type.startsWith(ROOT)) {
            return false;
        }
        String name = type.substring(ROOT.length());
        boolean room = !className.startsWith("state.");
        return SHARED.contains(name) || (room && PARTS.stream().anyMatch(name::startsWith));
    }

    static List<Class<?>> classes() {
        List<Class<?>> found = new ArrayList<>();
        Path top = classFolder();
        try (Stream<Path> files = Files.walk(top.resolve(ROOT.replace('.', '/')))) {
            files.map(file -> top.relativize(file).toString().replace('/', '.').replace('\\', '.'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(StateFields::isCore)
                    .sorted()
                    .forEach(name -> found.add(load(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.removeIf(type -> type.isEnum() || type.isRecord() || type.isInterface());
        return found;
    }

    private static boolean isCore(String className) {
        String name = className.substring(ROOT.length());
        return ALSO.contains(name) || ROOMS.stream().anyMatch(room -> name.startsWith(room + "."));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, StateFields.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path classFolder() {
        try {
            return Path.of(CommandProcessor.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String shortName(Class<?> type) {
        return type.getName().substring(ROOT.length());
    }

    /** Class.field to stored, derived, transient or wiring. */
    static Map<String, String> declared() {
        Map<String, String> fields = new TreeMap<>();
        String type = "";
        String kind = "";
        for (String line : text().lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String names = line;
            if (!line.startsWith(" ")) {
                int colon = line.indexOf(':');
                String[] head = line.substring(0, colon).split(" ", -1);
                type = head[0];
                kind = head[1];
                names = line.substring(colon + 1);
            }
            for (String name : names.strip().split(" +", -1)) {
                String before = fields.put(type + "." + name, kind);
                if (before != null) {
                    throw new IllegalStateException(type + "." + name + " is declared twice");
                }
            }
        }
        return fields;
    }

    private static String text() {
        try (InputStream in = StateFields.class.getResourceAsStream("state-fields.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
