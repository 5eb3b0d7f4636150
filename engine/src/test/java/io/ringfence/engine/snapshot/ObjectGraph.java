package io.ringfence.engine.snapshot;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The objects of the engine that can be reached from one of them, by class. */
final class ObjectGraph {
    /** Enough of one class: the first ones found are those in use. */
    private static final int MOST = 400;

    private final Map<Class<?>, List<Object>> byClass = new HashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();

    ObjectGraph(Object root) {
        waiting.add(root);
        while (!waiting.isEmpty()) {
            visit(waiting.poll());
        }
    }

    List<Object> instancesOf(Class<?> type) {
        return byClass.getOrDefault(type, List.of());
    }

    private void visit(Object object) {
        if (!seen.add(object)) {
            return;
        }
        if (object instanceof Object[] array) {
            addAll(Arrays.asList(array));
        } else if (object instanceof List<?> list) {
            addAll(list);
        } else if (object instanceof Int2ObjectHashMap<?> map) {
            addAll(map.values());
        } else if (object instanceof Long2ObjectHashMap<?> map) {
            addAll(map.values());
        } else if (object.getClass().getName().startsWith("io.ringfence.engine.")) {
            List<Object> same = byClass.computeIfAbsent(object.getClass(), type -> new ArrayList<>());
            if (same.size() < MOST) {
                same.add(object);
            }
            fields(object);
        }
    }

    private void addAll(Iterable<?> objects) {
        for (Object object : objects) {
            if (object != null) {
                waiting.add(object);
            }
        }
    }

    private void fields(Object object) {
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    add(object, field);
                }
            }
        }
    }

    private void add(Object object, Field field) {
        if (!field.getType().getName().startsWith("java.lang")) {
            try {
                field.setAccessible(true);
                Object value = field.get(object);
                if (value != null) {
                    waiting.add(value);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
