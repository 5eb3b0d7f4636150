/** Signed evidence over the journal: hashes, checkpoints, keys, the consumer that makes them and the check of them. */
@NullMarked
package io.ringfence.journal.evidence;

import org.jspecify.annotations.NullMarked;
