/** Composition root and command line. */
@NullMarked
package io.ringfence.ops;

import org.jspecify.annotations.NullMarked;
