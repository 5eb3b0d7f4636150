package io.ringfence.ops;

import io.ringfence.ops.cli.CommandTree;

/** Where the process starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(CommandTree.execute(args));
    }
}
