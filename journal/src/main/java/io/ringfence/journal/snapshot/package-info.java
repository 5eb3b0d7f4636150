/** Snapshots as files: written whole or not at all, checked before use, bound to one journal, the newest few kept. */
@NullMarked
package io.ringfence.journal.snapshot;

import org.jspecify.annotations.NullMarked;
