/** The core written down a second time, for clarity only, in exact arithmetic: what the simulation is checked against. */
@NullMarked
package io.ringfence.ops.simtest.model;

import org.jspecify.annotations.NullMarked;
