/** Retention: packing cycle files that a snapshot and a signature vouch for, and bringing them back. */
@NullMarked
package io.ringfence.journal.archive;

import org.jspecify.annotations.NullMarked;
