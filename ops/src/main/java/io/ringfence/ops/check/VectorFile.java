package io.ringfence.ops.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.Suggestion;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A file of vectors, read one after the other: only one is in memory at a time, unless the vectors stand before the
 * defaults that they need.
 */
public final class VectorFile implements Closeable {
    private static final Set<String> TOP = Set.of("scale", "note", "defaults", "vectors", "ewma");
    private static final Set<String> VECTOR = Set.of("id", "note", "order", "state", "config_overrides", "expect");

    private final JsonParser parser;
    private final Deque<Vector> early = new ArrayDeque<>();
    private final Set<String> ignored = new TreeSet<>();
    private @Nullable Fields defaults;
    private boolean seen;
    private boolean inVectors;
    private int count;

    /** One vector, its id told or made of its place. */
    public record Vector(String id, Map<String, @Nullable Object> fields) {
        /** What the vector expects, or null where it expects nothing. */
        public @Nullable Map<String, @Nullable Object> expected() {
            Object expect = fields.get("expect");
            return expect == null
                    ? null
                    : new Fields(id, fields).object("expect").all();
        }
    }

    private VectorFile(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads up to the first vector.
     *
     * @throws BadVectorException when the file is no set of vectors
     */
    public static VectorFile read(InputStream in) {
        VectorFile file;
        try {
            file = new VectorFile(JsonTree.parser(in));
        } catch (IOException e) {
            throw new BadVectorException("can not be read: " + Failure.reason(e));
        }
        file.guarded(() -> {
            if (file.parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadVectorException(
                        file.parser.currentToken() == null
                                ? "the file is empty; an object with \"defaults\" and \"vectors\" is needed"
                                : "an object with \"defaults\" and \"vectors\" is needed here");
            }
            file.advance();
            return null;
        });
        return file;
    }

    private interface Reading {
        @Nullable
        Vector read() throws IOException;
    }

    private @Nullable Vector guarded(Reading reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            String problem =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
            throw new BadVectorException(
                    "line " + parser.currentLocation().getLineNr() + ": not valid JSON: " + problem);
        } catch (IOException e) {
            throw new BadVectorException("can not be read: " + Failure.reason(e));
        }
    }

    /** Reads the file's own fields, until a vector can be handed out or nothing is left. */
    private void advance() throws IOException {
        String name = parser.nextFieldName();
        while (name != null) {
            parser.nextToken();
            if (name.equals("vectors")) {
                if (parser.currentToken() != JsonToken.START_ARRAY) {
                    throw new BadVectorException("vectors: a list is needed here");
                }
                seen = true;
                if (defaults != null) {
                    inVectors = true;
                    return;
                }
                for (Vector vector = element(); vector != null; vector = element()) {
                    early.add(vector);
                }
            } else {
                Object value = JsonTree.value(parser);
                if (name.equals("defaults")) {
                    Map<String, @Nullable Object> file = Collections.singletonMap("defaults", value);
                    defaults = new Fields("", file).object("defaults").only(Set.of("config", "state"));
                }
            }
            known(name, TOP, "");
            name = parser.nextFieldName();
        }
        if (parser.nextToken() != null) {
            throw new BadVectorException("something follows the end of the object");
        }
        if (!seen) {
            throw new BadVectorException("the list \"vectors\" is missing");
        }
    }

    private @Nullable Vector element() throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return null;
        }
        count++;
        String place = "vector " + count;
        if (!(JsonTree.value(parser) instanceof Map<?, ?> object)) {
            throw new BadVectorException(place + " is not an object");
        }
        Map<String, @Nullable Object> fields = JsonTree.cast(object);
        String id = new Fields(place, fields).textOr("id", place);
        fields.keySet().forEach(name -> known(name, VECTOR, id + ": "));
        return new Vector(id, fields);
    }

    /** A name that is nearly one of ours was meant to be it; any other is somebody's own and means nothing to us. */
    private void known(String name, Set<String> names, String where) {
        if (names.contains(name)) {
            return;
        }
        String near = Suggestion.nearest(name, names);
        if (near != null) {
            throw new BadVectorException(where + "unknown field \"" + name + "\"; did you mean " + near + "?");
        }
        ignored.add(name);
    }

    /** The next vector, or null behind the last. */
    public @Nullable Vector next() {
        if (!early.isEmpty()) {
            return early.removeFirst();
        }
        if (!inVectors) {
            return null;
        }
        return guarded(() -> {
            Vector vector = element();
            if (vector == null) {
                inVectors = false;
                advance();
            }
            return vector;
        });
    }

    Fields defaults(String section) {
        return defaults == null ? new Fields(section, Map.of()) : defaults.object(section);
    }

    public Map<String, @Nullable Object> config() {
        return defaults("config").all();
    }

    public Map<String, @Nullable Object> state() {
        return defaults("state").all();
    }

    /** Names of fields so far that nobody reads. */
    public Set<String> ignored() {
        return Collections.unmodifiableSet(ignored);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
