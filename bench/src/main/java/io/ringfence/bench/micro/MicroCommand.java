package io.ringfence.bench.micro;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bench micro}. */
@Command(name = "micro", description = "x", mixinStandardHelpOptions = true)
public final class MicroCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
