package io.ringfence.ops.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.asm.Advice;

/** What is woven into a class of a core that is to die: nothing, until a file appears. */
public final class FaultPoint {
    private FaultPoint() {}

    /** The code that goes to the beginning of a method. */
    static final class Weave {
        private Weave() {}

        @Advice.OnMethodEnter
        static void enter() {
            FaultPoint.reach();
        }
    }

    /** Dies the way the system property says, if the file that another one names is there. */
    public static void reach() {
        if (!Files.exists(Path.of(System.getProperty("ringfence.fault.file")))) {
            return;
        }
        switch (System.getProperty("ringfence.fault.kind")) {
            case "throw" -> throw new IllegalStateException("planted exception");
            case "memory" -> exhaust();
            default -> recurse(1);
        }
    }

    private static void exhaust() {
        long[][] all = new long[Integer.MAX_VALUE / 2][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new long[Integer.MAX_VALUE / 2];
        }
        throw new AssertionError("there was memory for " + all.length);
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static int recurse(int depth) {
        return recurse(depth + 1) + depth;
    }
}
