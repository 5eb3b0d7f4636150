package io.ringfence.journal;

import java.nio.file.Path;

/**
 * Something behind the last whole command that nobody was told about: what the death of a process leaves.
 *
 * @param offset where it starts
 * @param length bytes up to the last one that is not zero, in whole words of eight; of a file all of it
 * @param sequenceBefore the last whole command in front of the file that it is in
 */
public record TornTail(Kind kind, Path file, long offset, long length, long sequenceBefore) {
    /** What was found, and so what cutting it means. */
    public enum Kind {
        /** A write that did not finish: overwritten with zeros. */
        UNFINISHED_WRITE("a write that did not finish"),
        /** Whole records of a command that misses its last fragment: the file is rewritten without them. */
        UNFINISHED_COMMAND("records of a command that did not finish"),
        /** Pages that a power cut left behind the last force: the file is rewritten without them. */
        UNFORCED("records that a power cut left incomplete"),
        /** A cycle file without any record: moved away. */
        UNFINISHED_FILE("a cycle file that was only begun"),
        /** The end mark of a file that is now the last one: overwritten with zeros so that it can be continued. */
        END_MARK("the end mark of a file that goes on");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
