/** {@code bench flow}: a file of commands through the whole core, with a digest that other engines can be held to. */
@NullMarked
package io.ringfence.bench.flow;

import org.jspecify.annotations.NullMarked;
