package io.ringfence.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The disk under a simulated journal: byte arrays that know, page by page, what would be left after a power cut. Every
 * operation can be made to fail, to write only its first bytes, or to be the last thing that the process does.
 *
 * <p>Not thread-safe, no clock, no random of its own: the same calls give the same bytes.
 */
public final class SimulatedDisk implements JournalStore {
    static final int PAGE = 4096;
    private static final int SECTOR = 512;

    /** What the code under test asks of a disk. */
    public enum Operation {
        CREATE,
        WRITE,
        FORCE,
        FORCE_FOLDER,
        REMOVE
    }

    /** Asked before every operation. */
    @FunctionalInterface
    public interface Faults {
        Faults NONE = (operation, file, length) -> length;

        /**
         * How many bytes of an operation are still carried out: all of them, or fewer, after which the process is dead.
         *
         * @return {@code length}, or less: then a {@link Crash} is thrown after so many bytes; negative: none, and dead
         * @throws RuntimeException to fail the operation while the process lives on
         */
        int allow(Operation operation, String file, int length);
    }

    /** The death of the simulated process. An error, so that no handler of the code under test takes it for its own. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String where) {
            super(where, null, false, false);
        }
    }

    private static final class Stored {
        final byte[] bytes;
        /** Durable content of the pages that were changed since they were last forced. */
        final TreeMap<Integer, byte[]> durable = new TreeMap<>();

        boolean named;

        Stored(int length) {
            bytes = new byte[length];
        }
    }

    private final TreeMap<Path, Stored> files = new TreeMap<>();
    private Faults faults = Faults.NONE;

    public void faults(Faults injected) {
        faults = injected;
    }

    @Override
    public List<Path> list(Path directory) {
        List<Path> found = new ArrayList<>();
        for (Path path : files.keySet()) {
            if (directory.equals(path.getParent())) {
                found.add(path);
            }
        }
        return found;
    }

    @Override
    public boolean exists(Path file) {
        return files.containsKey(file);
    }

    @Override
    public long length(Path file) {
        return stored(file).bytes.length;
    }

    private Stored stored(Path file) {
        Stored stored = files.get(file);
        if (stored == null) {
            throw new IllegalStateException(file + " does not exist on the simulated disk");
        }
        return stored;
    }

    @Override
    public Content open(Path file) {
        byte[] bytes = stored(file).bytes;
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public ByteBuffer map(long offset, long length) {
                return ByteBuffer.wrap(bytes, (int) offset, (int) length).slice();
            }

            @Override
            public void unmap(ByteBuffer mapped) {
                // views of the array need no release
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    void create(Path file, int length) {
        int allowed = faults.allow(Operation.CREATE, name(file), 1);
        if (allowed > 0) {
            files.put(file, new Stored(length));
        } else {
            throw new Crash("before creating " + name(file));
        }
    }

    void write(Path file, long offset, byte[] source, int from, int length) {
        Stored stored = stored(file);
        int allowed = faults.allow(Operation.WRITE, name(file), length);
        int written = Math.max(0, Math.min(allowed, length));
        if (offset + length > stored.bytes.length) {
            throw new JournalException("no space left on the simulated disk in " + name(file));
        }
        if (written > 0) {
            for (int page = (int) offset / PAGE; page <= (offset + written - 1) / PAGE; page++) {
                remember(stored, page);
            }
            System.arraycopy(source, from, stored.bytes, (int) offset, written);
        }
        if (allowed < length) {
            throw new Crash("after " + written + " of " + length + " bytes at " + offset + " of " + name(file));
        }
    }

    private static void remember(Stored stored, int page) {
        if (!stored.durable.containsKey(page)) {
            int end = Math.min(stored.bytes.length, (page + 1) * PAGE);
            stored.durable.put(page, Arrays.copyOfRange(stored.bytes, page * PAGE, end));
        }
    }

    void force(Path file) {
        if (faults.allow(Operation.FORCE, name(file), 1) < 1) {
            throw new Crash("before forcing " + name(file));
        }
        stored(file).durable.clear();
    }

    /** Makes the names in a folder durable. */
    void forceFolder(Path directory) {
        if (faults.allow(Operation.FORCE_FOLDER, name(directory), 1) < 1) {
            throw new Crash("before forcing the folder " + name(directory));
        }
        for (Map.Entry<Path, Stored> entry : files.entrySet()) {
            entry.getValue().named |= directory.equals(entry.getKey().getParent());
        }
    }

    /** Removes a name at once and durably: removals are followed by a force of the folder in the code that they stand for. */
    void remove(Path file) {
        if (faults.allow(Operation.REMOVE, name(file), 1) < 1) {
            throw new Crash("before removing " + name(file));
        }
        files.remove(file);
    }

    /** Replaces a file's content as a whole, durably: old or new, never a mix. */
    void replace(Path file, byte[] content) {
        if (faults.allow(Operation.FORCE, name(file), 1) < 1) {
            throw new Crash("before replacing " + name(file));
        }
        Stored stored = new Stored(content.length);
        System.arraycopy(content, 0, stored.bytes, 0, content.length);
        stored.named = true;
        files.put(file, stored);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * The machine loses power: of every page that was not forced, the old or the new content is left, or some sectors of
     * each; a file whose name was not forced may be gone.
     */
    public void losePower(RandomGenerator random) {
        faults = Faults.NONE;
        int fate = random.nextInt(4);
        files.values().removeIf(stored -> !stored.named && random.nextBoolean());
        for (Stored stored : files.values()) {
            for (Map.Entry<Integer, byte[]> page : stored.durable.entrySet()) {
                // Now and then all pages share one fate, because all or nothing are corners of their own.
                int choice = fate == 0 ? 0 : fate == 1 ? 9 : random.nextInt(10);
                restore(stored, page.getKey(), page.getValue(), choice, random);
            }
            stored.durable.clear();
            stored.named = true;
        }
    }

    private static void restore(Stored stored, int page, byte[] before, int choice, RandomGenerator random) {
        int at = page * PAGE;
        if (choice < 4) {
            System.arraycopy(before, 0, stored.bytes, at, before.length);
        } else if (choice < 5) {
            for (int sector = 0; sector < before.length; sector += SECTOR) {
                if (random.nextBoolean()) {
                    int length = Math.min(SECTOR, before.length - sector);
                    System.arraycopy(before, sector, stored.bytes, at + sector, length);
                }
            }
        }
    }

    /** The process dies: what it wrote stays, forced or not. */
    public void loseProcess() {
        faults = Faults.NONE;
    }

    /** A copy of a file's bytes, to look at or to put on a real disk. */
    public byte[] copy(Path file) {
        return stored(file).bytes.clone();
    }

    /** Damages one bit. */
    public void flip(Path file, long bit) {
        stored(file).bytes[(int) (bit >> 3)] ^= (byte) (1 << (bit & 7));
    }
}
