package io.ringfence.ops.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A configuration for people: every key with its value and source, and as environment variables. */
public final class ConfigText {
    private ConfigText() {}

    /** One line per key: {@code key = value   # source}. */
    public static List<String> show(Configuration configuration) {
        List<String> lines = new ArrayList<>();
        configuration
                .effective()
                .forEach((key, value) -> lines.add(key + " = " + value + "   # " + configuration.source(key)));
        return lines;
    }

    /** The text of {@code .env.example}: every key, commented out, in its section. */
    public static String environment(Configuration configuration) {
        StringBuilder text = new StringBuilder();
        text.append("# Every configuration key as an environment variable, with its value in the sandbox.\n");
        text.append(
                "# The environment wins over the file, the file over the defaults. Written by: ringfence config env\n");
        String section = "";
        for (ConfigKey key : ConfigKeys.ALL) {
            if (!key.segments().get(0).equals(section)) {
                section = key.segments().get(0);
                text.append("\n# ---- ").append(section).append(" ----\n");
            }
            text.append("# ").append(key.pattern()).append(": ").append(key.help());
            text.append(" (").append(key.type().form).append(")\n");
            for (List<String> segments : examples(configuration, key)) {
                String value = configuration.text(segments.toArray(String[]::new));
                text.append('#').append(KnownNames.variable(segments)).append('=');
                text.append(value == null ? "" : value).append('\n');
            }
        }
        return text.toString();
    }

    /** One name for each family is enough to see how it is written; a family without names is shown by its pattern. */
    private static List<List<String>> examples(Configuration configuration, ConfigKey key) {
        if (!key.isFamily()) {
            return List.of(key.segments());
        }
        List<String> segments = new ArrayList<>();
        for (String segment : key.segments()) {
            if (!ConfigKey.isPlaceholder(segment)) {
                segments.add(segment);
            } else {
                TreeSet<String> names = new TreeSet<>(configuration.names().of(segment));
                segments.add(names.isEmpty() ? segment.substring(1, segment.length() - 1) : names.first());
            }
        }
        return List.of(segments);
    }
}
