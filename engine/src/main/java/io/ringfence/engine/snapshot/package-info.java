/**
 * The state of a core written down and read back: sections of SBE messages, so that recovery need not replay a journal
 * from its first record.
 */
@NullMarked
package io.ringfence.engine.snapshot;

import org.jspecify.annotations.NullMarked;
