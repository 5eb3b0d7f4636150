package io.ringfence.ops.config;

import io.ringfence.engine.units.Fixed;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole, valid configuration: what the file says, what the environment overrides, and the defaults of the rest. Every
 * value has been checked against its type before anything reads it here.
 */
public final class Configuration {
    private final boolean sandbox;
    private final String name;
    private final Map<String, RawValue> given;
    private final KnownNames names;
    private final ConfigProblems problems;

    Configuration(@Nullable Path file, Map<String, RawValue> given, KnownNames names, ConfigProblems problems) {
        sandbox = file == null;
        name = file == null ? "sandbox" : file.toString();
        this.given = given;
        this.names = names;
        this.problems = problems;
    }

    /** Whether no file was given. */
    boolean isSandbox() {
        return sandbox;
    }

    /** The file, or "sandbox". */
    public String name() {
        return name;
    }

    /** All instruments, in the order in which a first start gives them their ids. */
    public List<String> symbols() {
        return List.copyOf(names.symbols());
    }

    public List<String> accounts() {
        return List.copyOf(names.accounts());
    }

    /** Names of the FIX sessions, in the order in which a first start gives them their ids. */
    public List<String> sessions() {
        return List.copyOf(names.sessions());
    }

    /** The names of a list value; empty when there is none. */
    public List<String> list(String... segments) {
        String text = text(segments);
        return text == null ? List.of() : KnownNames.list(text);
    }

    /** What its author should think about; the packaged sandbox is as it is on purpose. */
    public List<String> warnings() {
        return isSandbox() ? List.of() : problems.warnings();
    }

    /** The value as text: given, or the default; null when there is neither. */
    public @Nullable String text(String... segments) {
        RawValue value = given.get(KeyPath.of(segments));
        if (value != null) {
            return value.text();
        }
        ConfigKey key = ConfigKeys.find(List.of(segments));
        if (key == null) {
            throw new IllegalArgumentException("no such key: " + KeyPath.of(segments));
        }
        return key.fallback();
    }

    /** A text that always has a value. */
    public String require(String... segments) {
        String text = text(segments);
        if (text == null) {
            throw new IllegalArgumentException("no value: " + KeyPath.of(segments));
        }
        return text;
    }

    /** The value as a long of its type; {@link Fixed#ABSENT} when there is none. */
    public long number(String... segments) {
        String text = text(segments);
        ConfigKey key = ConfigKeys.find(List.of(segments));
        return text == null || key == null ? Fixed.ABSENT : key.type().parse(text);
    }

    public boolean flag(String... segments) {
        return number(segments) == 1;
    }

    /** The value that the file or the environment gave, with its source; null for a default. */
    @Nullable
    RawValue given(String key) {
        return given.get(key);
    }

    Collection<RawValue> given() {
        return given.values();
    }

    /** Everything given below a prefix of segments. */
    List<RawValue> below(String... prefix) {
        List<String> head = List.of(prefix);
        return given.values().stream()
                .filter(value -> value.segments().size() > head.size()
                        && value.segments().subList(0, head.size()).equals(head))
                .toList();
    }

    KnownNames names() {
        return names;
    }

    /** All keys with a value, defaults included, in the order of the registry. */
    public Map<String, String> effective() {
        Map<String, String> all = new TreeMap<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            for (List<String> segments : names.expand(key)) {
                String text = text(segments.toArray(String[]::new));
                if (text != null) {
                    all.put(KeyPath.join(segments), text);
                }
            }
        }
        return all;
    }

    /** Where a key's value comes from. */
    public String source(String key) {
        RawValue value = given.get(key);
        return value == null ? "default" : value.source();
    }

    /** The same for a message: a key that nobody gave is looked for in the file. */
    String where(String... key) {
        String source = source(KeyPath.of(key));
        return source.equals("default") ? name() : source;
    }
}
