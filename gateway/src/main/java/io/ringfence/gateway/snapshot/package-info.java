/** What a thread that reads the journal keeps in files of its own, so that it need not read it from the first record again. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.snapshot;
