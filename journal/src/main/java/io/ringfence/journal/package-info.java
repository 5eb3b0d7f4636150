/** The journal port on Chronicle Queue: append, barrier, read, verify, snapshot, replay. */
@NullMarked
package io.ringfence.journal;

import org.jspecify.annotations.NullMarked;
