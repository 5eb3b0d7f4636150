package io.ringfence.engine.snapshot;

import java.util.zip.CRC32C;

/**
 * Where number and checksum of a section stand, and what the checksum covers.
 *
 * <pre>
 *    0            8         12         16
 *   +------------+---------+----------+------ ... ------+
 *   | SBE header | ordinal | checksum | the section     |
 *   +------------+---------+----------+------ ... ------+
 * </pre>
 *
 * <p>CRC32C over the checksum of the section before (0 for the first), then over all of this section but its checksum: a
 * chain, so that a section of another snapshot does not fit either.
 */
final class SectionChecksum {
    static final int ORDINAL_OFFSET = 8;
    static final int CHECKSUM_OFFSET = 12;
    static final int CONTENT_OFFSET = 16;
    static final int GROUP_HEADER_LENGTH = 4;

    private SectionChecksum() {}

    static int of(CRC32C crc, int lastChecksum, byte[] section, int length) {
        crc.reset();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(lastChecksum >>> shift & 0xFF);
        }
        crc.update(section, 0, CHECKSUM_OFFSET);
        crc.update(section, CONTENT_OFFSET, length - CONTENT_OFFSET);
        return (int) crc.getValue();
    }
}
