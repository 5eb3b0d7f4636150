/** The commands: what a person types, exit codes, messages. */
@NullMarked
package io.ringfence.ops.cli;

import org.jspecify.annotations.NullMarked;
