package io.ringfence.engine.snapshot;

import io.ringfence.engine.core.RandomStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Prints a digest over snapshots taken on the way of a seeded run; a process of its own for {@link SnapshotBytesTest}. */
public final class SnapshotDigest {
    private SnapshotDigest() {}

    public static void main(String[] args) {
        System.out.println(of(Integer.parseInt(args[0]), Long.parseLong(args[1])));
    }

    static String of(int venue, long seed) {
        RandomStream stream = RandomStream.of(venue, seed);
        MessageDigest digest = sha256();
        for (int i = 1; i <= 1_500; i++) {
            stream.step();
            if (i % 100 == 0) {
                Snapshots.write(stream.core().core).forEach(digest::update);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
