/** What people do with the signed journal: check it, prove a decision from it, seal it, hand over its key. */
@NullMarked
package io.ringfence.ops.evidence;

import org.jspecify.annotations.NullMarked;
