/** The recorded commands again under other limits: what would have been decided, and what it would have been worth. */
@NullMarked
package io.ringfence.ops.counterfactual;

import org.jspecify.annotations.NullMarked;
