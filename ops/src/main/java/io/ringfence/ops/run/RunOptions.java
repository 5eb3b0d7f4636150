package io.ringfence.ops.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run} was asked for.
 *
 * @param config null for the sandbox
 * @param feeds as given, KIND:SYMBOL=PATH
 */
public record RunOptions(@Nullable Path config, Path data, List<String> feeds) {}
