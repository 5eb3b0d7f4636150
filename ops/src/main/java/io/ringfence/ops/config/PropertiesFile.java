package io.ringfence.ops.config;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads a properties file as flat keys, in the order of the file. */
final class PropertiesFile {
    private PropertiesFile() {}

    static List<RawValue> read(Reader reader, String name, ConfigProblems problems) throws IOException {
        Collector collector = new Collector(name);
        try {
            collector.load(reader);
        } catch (IllegalArgumentException e) {
            problems.add(name + ": not a properties file: " + e.getMessage());
        }
        return collector.values;
    }

    /** {@link Properties} parses; what it would lose (the order, a key given twice) is caught on the way in. */
    private static final class Collector extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient List<RawValue> values = new ArrayList<>();
        private final String name;

        Collector(String name) {
            this.name = name;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            List<String> segments = KeyPath.canonical(KeyPath.split((String) key));
            values.add(new RawValue(segments, ((String) value).trim(), name));
            return super.put(key, value);
        }
    }
}
