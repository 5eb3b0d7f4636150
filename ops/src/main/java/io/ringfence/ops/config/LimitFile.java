package io.ringfence.ops.config;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.LimitRows.Row;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits alone, in the form that the configuration has under {@code gates}: for questions about other limits than those
 * in force. A whole configuration will do as well; what is not under {@code gates} is passed over.
 */
public final class LimitFile {
    /** Stands for every account, as {@code gates.default} does. */
    public static final String EVERY_ACCOUNT = "";

    /**
     * One limit of the file.
     *
     * @param scope as in {@link Scope}
     * @param key account, {@code account/strategy} or group; empty for all together and for every account
     * @param symbol the symbol that it is about, or empty; {@code other} the second one of a pair
     * @param value in the unit of its field; {@link io.ringfence.engine.units.Fixed#ABSENT} for "none"
     * @param source file and line
     */
    public record Limit(
            int scope, String key, LimitField field, String symbol, String other, long value, String source) {
        /** The key as the file has it. */
        public String name() {
            String where = switch (scope) {
                case Scope.GLOBAL -> field == LimitField.RHO_CFG ? "default" : "global";
                case Scope.GROUP -> "groups." + key;
                case Scope.STRATEGY -> "strategies." + key;
                default -> key.equals(EVERY_ACCOUNT) ? "default" : "accounts." + key;
            };
            return "gates." + where + "." + LimitFile.name(field, symbol, other);
        }
    }

    private LimitFile() {}

    /** A field with the symbols that it is about, as below a scope of the configuration. */
    public static String name(LimitField field, String symbol, String other) {
        return field == LimitField.RHO_CFG
                ? "rho_cfg." + symbol + "|" + other
                : KeyPath.join(LimitKeys.segments(field, symbol));
    }

    /** The keys of a field, one within the other, below a scope of the configuration. */
    public static List<String> segments(LimitField field, String symbol) {
        return LimitKeys.segments(field, symbol);
    }

    /**
     * Reads a file: limits of every account first, so that those of one account come behind and win.
     *
     * @throws Failure with exit code 2 and the first problem
     */
    public static List<Limit> read(Path file) {
        ConfigProblems problems = new ConfigProblems();
        List<Limit> limits = new ArrayList<>();
        for (RawValue value : values(file, problems)) {
            if (value.segments().get(0).equals("gates")) {
                limit(value, problems, limits);
            }
        }
        if (!problems.isEmpty()) {
            throw Failure.usage(problems.list().get(0));
        }
        if (limits.isEmpty()) {
            throw Failure.usage(file + " has no limits: it needs a section gates, as a configuration has");
        }
        limits.sort(
                (a, b) -> Boolean.compare(b.key().equals(EVERY_ACCOUNT), a.key().equals(EVERY_ACCOUNT)));
        return limits;
    }

    private static List<RawValue> values(Path file, ConfigProblems problems) {
        String name = file.toString();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return name.endsWith(".properties")
                    ? PropertiesFile.read(reader, name, problems)
                    : YamlFile.read(reader, name, problems);
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.USAGE, "limits file " + name + " does not exist", e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "limits file " + name + " can not be read: " + e.getMessage(), e);
        }
    }

    private static void limit(RawValue value, ConfigProblems problems, List<Limit> limits) {
        List<String> segments = value.segments();
        boolean named = segments.size() > 2
                && !segments.get(1).equals("default")
                && !segments.get(1).equals("global");
        int head = named ? 3 : 2;
        if (segments.size() <= head || segments.get(segments.size() - 1).equals("members")) {
            problems.add(value.source() + ": " + value.key()
                    + " is not a limit; a counterfactual changes limits, and neither names nor members of groups");
            return;
        }
        List<String> rest = segments.subList(head, segments.size());
        LimitField field = LimitKeys.field(rest);
        ConfigKey key = ConfigKeys.find(segments);
        if (field == null || key == null) {
            List<String> known = new ArrayList<>();
            for (LimitField candidate : LimitField.values()) {
                known.add(candidate.configName);
            }
            problems.add(value.source() + ": unknown limit " + value.key() + "; "
                    + Suggestion.of(KeyPath.join(rest), known));
            return;
        }
        if (field == LimitField.RHO_CFG && !rest.get(1).contains("|")) {
            problems.add(value.source() + ": \"" + rest.get(1) + "\" is not a pair like BTC-USD|ETH-USD");
            return;
        }
        try {
            Row row = LimitRows.row(field, rest);
            long number = key.type().parse(value.text());
            limits.add(new Limit(
                    scope(segments.get(1), field),
                    named ? segments.get(2) : EVERY_ACCOUNT,
                    field,
                    row.symbol(),
                    row.other(),
                    number,
                    value.source()));
        } catch (IllegalArgumentException e) {
            problems.add(value.source() + ": " + value.key() + " is \"" + value.text() + "\", which is not "
                    + key.type().form);
        }
    }

    private static int scope(String word, LimitField field) {
        return switch (word) {
            case "global" -> Scope.GLOBAL;
            case "groups" -> Scope.GROUP;
            case "strategies" -> Scope.STRATEGY;
            default -> field == LimitField.RHO_CFG ? Scope.GLOBAL : Scope.ACCOUNT;
        };
    }
}
