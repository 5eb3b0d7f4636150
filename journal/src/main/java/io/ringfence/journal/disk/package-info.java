/** The few calls to the file system on which durability and space rest, behind a seam that tests make fail. */
@org.jspecify.annotations.NullMarked
package io.ringfence.journal.disk;
