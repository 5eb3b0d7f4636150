package io.ringfence.engine.gates;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The eight readings in as few bytes as they honestly need (about 80 instead of 280), for the commit record.
 *
 * <pre>
 *   per gate, in order 1..8:
 *   head      bits 0-2 verdict, 3-5 scope type, 6 code is n00, 7 allowed is the whole quantity
 *   code      1 byte, code minus 100 n            (unless bit 6)
 *   scope id  zigzag varint                       (unless the scope is the account or none)
 *   observed  zigzag varint
 *   limit     zigzag varint
 *   allowed   zigzag varint                       (unless bit 7)
 * </pre>
 */
public final class ReadingsCodec {
    /** No encoding is longer: eight gates, a head, a code and four varints of at most ten bytes. */
    public static final int MAX_LENGTH = Readings.GATES * (2 + 4 * 10);

    private ReadingsCodec() {}

    public static int encode(Readings readings, long quantityE8, MutableDirectBuffer buffer, int offset) {
        int at = offset;
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            int code = readings.code[gate] - 100 * gate;
            int scope = readings.scopeType[gate];
            boolean whole = readings.allowedE8[gate] == quantityE8;
            buffer.putByte(at++, (byte)
                    (readings.verdict[gate] | scope << 3 | (code == 0 ? 1 << 6 : 0) | (whole ? 1 << 7 : 0)));
            if (code != 0) {
                buffer.putByte(at++, (byte) code);
            }
            if (hasScopeId(scope)) {
                at = putVarint(buffer, at, readings.scopeId[gate]);
            }
            at = putVarint(buffer, at, readings.observed[gate]);
            at = putVarint(buffer, at, readings.limit[gate]);
            if (!whole) {
                at = putVarint(buffer, at, readings.allowedE8[gate]);
            }
        }
        return at - offset;
    }

    /** Fills {@code readings}; returns the bytes read. */
    public static int decode(DirectBuffer buffer, int offset, long quantityE8, Readings readings) {
        int at = offset;
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            int head = buffer.getByte(at++);
            int scope = (head >> 3) & 7;
            readings.verdict[gate] = (byte) (head & 7);
            readings.scopeType[gate] = (byte) scope;
            readings.code[gate] = 100 * gate + ((head & 1 << 6) != 0 ? 0 : buffer.getByte(at++) & 0xFF);
            readings.scopeId[gate] = -1;
            if (hasScopeId(scope)) {
                readings.scopeId[gate] = (int) unzigzag(buffer, at);
                at = skip(buffer, at);
            }
            readings.observed[gate] = unzigzag(buffer, at);
            at = skip(buffer, at);
            readings.limit[gate] = unzigzag(buffer, at);
            at = skip(buffer, at);
            readings.allowedE8[gate] = quantityE8;
            if ((head & 1 << 7) == 0) {
                readings.allowedE8[gate] = unzigzag(buffer, at);
                at = skip(buffer, at);
            }
        }
        return at - offset;
    }

    private static boolean hasScopeId(int scope) {
        return scope != Scope.NONE && scope != Scope.ACCOUNT && scope != Scope.GLOBAL;
    }

    private static int putVarint(MutableDirectBuffer buffer, int offset, long value) {
        long rest = (value << 1) ^ (value >> 63);
        int at = offset;
        while ((rest & ~0x7FL) != 0) {
            buffer.putByte(at++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.putByte(at++, (byte) rest);
        return at;
    }

    private static long unzigzag(DirectBuffer buffer, int offset) {
        long result = 0;
        int at = offset;
        int shift = 0;
        byte next;
        do {
            next = buffer.getByte(at++);
            result |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (result >>> 1) ^ -(result & 1);
    }

    private static int skip(DirectBuffer buffer, int offset) {
        int at = offset;
        while (buffer.getByte(at++) < 0) {
            // a set top bit means that another byte follows
        }
        return at;
    }
}
