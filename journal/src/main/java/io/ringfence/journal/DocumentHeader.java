package io.ringfence.journal;

/**
 * The four bytes in front of every document of a queue file, which is a plain sequence of size-prefixed blobs:
 *
 * <pre>
 *   +-----------------------+---------+--------------------+
 *   | header, 4 bytes       | content | zeros up to a      |   header: length in bits 0..29, bit 30 = metadata, bit 31 =
 *   | little endian         |         | multiple of 4      |   not complete; 0 = nothing yet; 0xC0000000 = end of file
 *   +-----------------------+---------+--------------------+
 * </pre>
 *
 * <p>A writer fills the content first and the header last, so a header that is not zero promises a whole document.
 */
final class DocumentHeader {
    static final int BYTES = 4;
    static final int NOT_COMPLETE = 0x8000_0000;
    static final int META_DATA = 0x4000_0000;
    static final int END_OF_DATA = NOT_COMPLETE | META_DATA;

    private static final int LENGTH_MASK = META_DATA - 1;

    private DocumentHeader() {}

    static boolean isComplete(int header) {
        return header != 0 && (header & NOT_COMPLETE) == 0;
    }

    static boolean isMeta(int header) {
        return (header & META_DATA) != 0;
    }

    static int length(int header) {
        return header & LENGTH_MASK;
    }

    /** Where the document behind one starts. */
    static long next(long offset, int length) {
        return (offset + BYTES + length + 3) & ~3L;
    }
}
