/** {@code bench micro}: what the parts of a command cost on the engine thread, with JMH. */
@NullMarked
package io.ringfence.bench.micro;

import org.jspecify.annotations.NullMarked;
