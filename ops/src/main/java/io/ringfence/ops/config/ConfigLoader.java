package io.ringfence.ops.config;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads, merges and checks a configuration: the environment wins over the file, the file over the defaults. */
public final class ConfigLoader {
    private static final String SANDBOX = "sandbox.yaml";

    private ConfigLoader() {}

    /**
     * Loads a file, or the sandbox when there is none.
     *
     * @throws Failure with the first problem, exit code 2
     */
    public static Configuration load(@Nullable Path file, Map<String, String> environment) {
        ConfigProblems problems = new ConfigProblems();
        Configuration configuration = load(file, environment, problems);
        problems.throwIfAny();
        return configuration;
    }

    /** The same, but collects every problem. */
    public static Configuration load(@Nullable Path file, Map<String, String> environment, ConfigProblems problems) {
        List<RawValue> fromFile = file == null ? sandbox(problems) : file(file, problems);
        KnownNames names = KnownNames.of(fromFile);
        TreeMap<String, RawValue> merged = new TreeMap<>();
        for (RawValue value : fromFile) {
            RawValue before = merged.put(value.key(), value);
            if (before != null) {
                problems.add(value.source() + ": " + value.key() + " is given twice, first at " + before.source());
            }
        }
        Map<String, RawValue> overrides = new TreeMap<>();
        for (RawValue value : Environment.read(environment, names, problems)) {
            RawValue before = overrides.put(value.key(), value);
            if (before != null) {
                problems.add(value.source() + " and " + before.source() + " both set " + value.key()
                        + "; remove one of them");
            }
            names.learn(value);
        }
        merged.putAll(overrides);
        merged.values().forEach(value -> check(value, problems));
        Configuration configuration = new Configuration(file, merged, names, problems);
        if (problems.isEmpty()) {
            ConfigRules.check(configuration, problems);
        }
        return configuration;
    }

    private static List<RawValue> sandbox(ConfigProblems problems) {
        InputStream resource = ConfigLoader.class.getResourceAsStream(SANDBOX);
        if (resource == null) {
            throw new IllegalStateException("the jar has no " + SANDBOX);
        }
        try (Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return YamlFile.read(reader, SANDBOX, problems);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + SANDBOX + " can not be read", e);
        }
    }

    private static List<RawValue> file(Path file, ConfigProblems problems) {
        String name = file.toString();
        try (Reader reader = new StringReader(Files.readString(file))) {
            return name.endsWith(".properties")
                    ? PropertiesFile.read(reader, name, problems)
                    : YamlFile.read(reader, name, problems);
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.USAGE, "configuration file " + name + " does not exist", e);
        } catch (IOException e) {
            throw new Failure(
                    Failure.USAGE, "configuration file " + name + " can not be read: " + Failure.reason(e), e);
        }
    }

    private static void check(RawValue value, ConfigProblems problems) {
        ConfigKey key = ConfigKeys.find(value.segments());
        if (key == null) {
            problems.add(value.source() + ": unknown key " + value.key() + "; " + suggestion(value.segments()));
            return;
        }
        try {
            key.type().parse(value.text());
        } catch (IllegalArgumentException e) {
            problems.add(value.source() + ": " + value.key() + " is \"" + value.text() + "\", which is not "
                    + key.type().form);
        }
    }

    /** The nearest key, with the names of this key in the place of the placeholders. */
    private static String suggestion(List<String> segments) {
        List<String> candidates = ConfigKeys.ALL.stream()
                .filter(key -> key.segments().size() == segments.size())
                .map(key -> KeyPath.join(fill(key.segments(), segments)))
                .toList();
        String nearest = Suggestion.nearest(KeyPath.join(segments), candidates);
        return nearest == null ? "ringfence config show lists all" : "did you mean " + nearest + "?";
    }

    private static List<String> fill(List<String> pattern, List<String> names) {
        String[] filled = pattern.toArray(String[]::new);
        for (int i = 0; i < filled.length; i++) {
            if (ConfigKey.isPlaceholder(filled[i])) {
                filled[i] = names.get(i);
            }
        }
        return List.of(filled);
    }
}
