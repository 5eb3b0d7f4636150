package io.ringfence.engine.snapshot;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** One number of one object, made another and put back. */
final class FieldChange {
    private final Object owner;
    private final Field field;
    private final int index;
    private final Object before;

    private FieldChange(Object owner, Field field, int index) throws IllegalAccessException {
        this.owner = owner;
        this.field = field;
        this.index = index;
        before = index < 0 ? field.get(owner) : Array.get(field.get(owner), index);
    }

    /** The change of a field, or of each of its elements. */
    static List<FieldChange> of(Object owner, Field field) throws IllegalAccessException {
        List<FieldChange> changes = new ArrayList<>();
        if (field.getType().isArray()) {
            for (int i = 0; i < Array.getLength(field.get(owner)); i++) {
                changes.add(new FieldChange(owner, field, i));
            }
        } else {
            changes.add(new FieldChange(owner, field, -1));
        }
        return changes;
    }

    void apply() throws IllegalAccessException {
        set(other());
    }

    void undo() throws IllegalAccessException {
        set(before);
    }

    private void set(Object value) throws IllegalAccessException {
        if (index < 0) {
            field.set(owner, value);
        } else {
            Array.set(field.get(owner), index, value);
        }
    }

    private Object other() {
        if (before instanceof Boolean flag) {
            return !flag;
        }
        if (before instanceof Byte number) {
            return (byte) (number ^ 1);
        }
        return before instanceof Integer number ? (Object) (number ^ 1) : (Object) ((Long) before ^ 1);
    }
}
