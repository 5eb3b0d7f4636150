package io.ringfence.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.core.RandomStream;
import io.ringfence.engine.pipeline.CommandProcessor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nobody adds a field to the core and forgets the snapshot or the state hash. */
class StateFieldsTest {
    /** Covered by the chain of records and not by the state's hash. */
    private static final Set<String> NOT_HASHED = Set.of("record.RecordWriter.previousCrc");

    @Test
    void everyFieldIsDeclared() {
        Set<String> declared = StateFields.declared().keySet();
        Set<String> actual = StateFields.actual();
        Set<String> missing = new TreeSet<>(actual);
        missing.removeAll(declared);
        assertThat(missing)
                .as(
                        "fields that state-fields.txt does not declare: decide for each whether a later record can depend on"
                                + " it; if so, add it to ringfence-snapshot-schema.xml (behind the others), to its ...Sections"
                                + " and its ...Reader, to contentHash or hash of its class, mark its part in state.changes"
                                + " wherever it changes, and declare it stored; if not, declare it derived, transient or wiring")
                .isEmpty();
        Set<String> gone = new TreeSet<>(declared);
        gone.removeAll(actual);
        assertThat(gone)
                .as("fields that state-fields.txt declares and no class has: take them out")
                .isEmpty();
        assertThat(StateFields.declared().values()).containsOnly("stored", "derived", "transient", "wiring");
    }

    /** Changes every stored number of a rich state by hand and looks whether snapshot and hash notice. */
    @Test
    void everyStoredNumberIsInTheSnapshotAndInTheHash() throws IllegalAccessException {
        List<Sample> samples = List.of(sample(0), sample(1));
        List<String> unseen = new ArrayList<>();
        int checked = 0;
        Map<String, String> declared = StateFields.declared();
        for (Class<?> type : StateFields.classes()) {
            for (Field field : type.getDeclaredFields()) {
                String name = StateFields.shortName(type) + "." + field.getName();
                if ("stored".equals(declared.get(name)) && isNumber(field)) {
                    checked++;
                    if (!isSeen(samples, field, !NOT_HASHED.contains(name))) {
                        unseen.add(name);
                    }
                }
            }
        }
        assertThat(unseen)
                .as("stored fields whose change shows in the snapshot's bytes and in the state's hash nowhere")
                .isEmpty();
        assertThat(checked).isGreaterThan(120);
    }

    /** A core and every object of the engine that it reaches. */
    private record Sample(CommandProcessor core, ObjectGraph graph) {}

    private static Sample sample(int venue) {
        RandomStream stream = RandomStream.of(venue, 51 + venue);
        do {
            stream.step();
        } while (stream.core().state.sequence < 1_500
                || stream.core().state.orders.openCount() < 10
                || stream.core().state.massCancels.isEmpty());
        return new Sample(stream.core().core, new ObjectGraph(stream.core().core));
    }

    private static boolean isNumber(Field field) {
        Class<?> type = field.getType().isArray() ? field.getType().getComponentType() : field.getType();
        boolean fixed =
                Modifier.isFinal(field.getModifiers()) && !field.getType().isArray();
        return type.isPrimitive() && !fixed && !Modifier.isStatic(field.getModifiers());
    }

    private static boolean isSeen(List<Sample> samples, Field field, boolean hashed) throws IllegalAccessException {
        field.setAccessible(true);
        for (Sample sample : samples) {
            List<byte[]> before = Snapshots.write(sample.core);
            long hash = sample.core.state().rescan();
            for (Object owner : sample.graph.instancesOf(field.getDeclaringClass())) {
                for (FieldChange change : FieldChange.of(owner, field)) {
                    change.apply();
                    boolean written = !same(Snapshots.write(sample.core), before);
                    boolean counted = sample.core.state().rescan() != hash;
                    change.undo();
                    if (written && (counted || !hashed)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean same(List<byte[]> a, List<byte[]> b) {
        return java.util.Arrays.deepEquals(a.toArray(), b.toArray());
    }
}
