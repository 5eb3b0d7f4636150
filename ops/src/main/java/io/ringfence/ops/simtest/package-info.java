/** Deterministic simulation of the whole core under faults, checked against a naive model. */
@NullMarked
package io.ringfence.ops.simtest;

import org.jspecify.annotations.NullMarked;
