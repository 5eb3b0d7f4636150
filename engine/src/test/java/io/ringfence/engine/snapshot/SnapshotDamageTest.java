package io.ringfence.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.core.RandomStream;
import io.ringfence.engine.core.RecordTape;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.snapshot.schema.MessageHeaderDecoder;
import io.ringfence.engine.snapshot.schema.MessageHeaderEncoder;
import io.ringfence.engine.snapshot.schema.SnapshotHeaderEncoder;
import io.ringfence.engine.state.LogicVersion;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a snapshot, it is refused with one sentence, and never read in part without a word. */
class SnapshotDamageTest {
    /** Of the bytes behind the first 24 of a section one in so many is flipped; 1 for the long form. */
    private static final int FLIP_EVERY = Integer.getInteger("ringfence.snapshot.flip-every", 5);

    private static final List<byte[]> SOUND = sound(0);

    private static List<byte[]> sound(int venue) {
        RandomStream stream = RandomStream.of(venue, 41);
        do {
            stream.step();
        } while (stream.core().state.sequence < 900
                || stream.core().state.orders.openCount() < 10
                || stream.core().state.massCancels.isEmpty());
        return Snapshots.write(stream.core().core);
    }

    private static void assertRefused(List<byte[]> sections, String what) {
        assertThatThrownBy(() -> Snapshots.read(sections, new RecordTape(), 64))
                .as(what)
                .isInstanceOf(SnapshotException.class)
                .message()
                .as(what)
                .matches("[a-z][^\n]{10,}[^.]");
    }

    private static List<byte[]> copy() {
        List<byte[]> sections = new ArrayList<>();
        SOUND.forEach(section -> sections.add(section.clone()));
        return sections;
    }

    @Test
    void readsItWhenNothingIsWrong() {
        assertThat(Snapshots.read(SOUND, new RecordTape(), 64).state().sequence).isGreaterThanOrEqualTo(900);
    }

    @Test
    void refusesAnyFlippedByte() {
        Random random = new Random(42);
        int flipped = 0;
        for (int i = 0; i < SOUND.size(); i++) {
            List<byte[]> sections = copy();
            byte[] section = sections.get(i);
            for (int at = 0; at < section.length; at += at < 24 ? 1 : 1 + random.nextInt(2 * FLIP_EVERY - 1)) {
                byte before = section[at];
                section[at] ^= (byte) (1 << random.nextInt(8));
                assertRefused(sections, "byte " + at + " of section " + i + " flipped, seed 42");
                section[at] = before;
                flipped++;
            }
        }
        assertThat(flipped).isGreaterThan(10_000 / FLIP_EVERY);
    }

    @Test
    void refusesAMissingADoubledAndASwappedSection() {
        for (int i = 0; i < SOUND.size(); i++) {
            List<byte[]> missing = copy();
            missing.remove(i);
            assertRefused(missing, "section " + i + " missing");
            List<byte[]> doubled = copy();
            doubled.add(i, SOUND.get(i));
            assertRefused(doubled, "section " + i + " doubled");
            for (int k = i + 1; k < SOUND.size(); k += 1 + k / 4) {
                List<byte[]> swapped = copy();
                Collections.swap(swapped, i, k);
                assertRefused(swapped, "sections " + i + " and " + k + " swapped");
            }
        }
    }

    @Test
    void refusesASectionOfAnyOtherLength() {
        for (int i = 0; i < SOUND.size(); i++) {
            byte[] section = SOUND.get(i);
            for (int length : new int[] {0, 7, 15, 16, section.length - 1, section.length + 1, section.length + 100}) {
                List<byte[]> sections = copy();
                sections.set(i, java.util.Arrays.copyOf(section, length));
                assertRefused(sections, "section " + i + " of " + length + " bytes instead of " + section.length);
            }
        }
    }

    @Test
    void refusesAnEndThatComesEarly() {
        for (int i = 0; i < SOUND.size(); i++) {
            assertRefused(copy().subList(0, i), "only " + i + " sections");
        }
    }

    @Test
    void refusesASectionOfAnotherSnapshot() {
        List<byte[]> other = sound(1);
        for (int i = 0; i < Math.min(SOUND.size(), other.size()); i++) {
            List<byte[]> mixed = copy();
            mixed.set(i, other.get(i));
            assertRefused(mixed, "section " + i + " of another snapshot");
        }
    }

    @Test
    void refusesANewerSchema() {
        List<byte[]> sections = copy();
        byte[] header = sections.get(0);
        new UnsafeBuffer(header)
                .putShort(6, (short) (MessageHeaderDecoder.SCHEMA_VERSION + 1), ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> Snapshots.read(sections, new RecordTape(), 64))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("section 0 has version 2 of the snapshot schema, and this build reads up to 1;"
                        + " use the build that wrote it, or a newer one");
    }

    @ParameterizedTest
    @ValueSource(ints = {LogicVersion.NEWEST + 1, LogicVersion.OLDEST - 1})
    void refusesAnotherLogicVersion(int logicVersion) {
        byte[] header = SOUND.get(0).clone();
        int at = MessageHeaderEncoder.ENCODED_LENGTH + SnapshotHeaderEncoder.logicVersionEncodingOffset();
        new UnsafeBuffer(header).putShort(at, (short) logicVersion, ByteOrder.LITTLE_ENDIAN);
        seal(header, 0);
        assertThatThrownBy(() -> Snapshots.read(List.of(header), new RecordTape(), 64))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("the snapshot follows the rules of version " + logicVersion
                        + ", and this build knows those from " + LogicVersion.OLDEST + " to " + LogicVersion.NEWEST
                        + "; replay the journal, or use the build that wrote it");
    }

    /** Whoever can write checksums cannot change the state all the same: the recorded hash covers it. */
    @Test
    void refusesWhatIsChangedUnderAValidChecksumOrTakesNoNoticeOfIt() {
        int refused = 0;
        Random random = new Random(43);
        for (int attempt = 0; attempt < 400; attempt++) {
            List<byte[]> sections = copy();
            int i = 1 + random.nextInt(sections.size() - 2);
            byte[] section = sections.get(i);
            int at = SectionChecksum.CONTENT_OFFSET + random.nextInt(section.length - SectionChecksum.CONTENT_OFFSET);
            section[at] ^= (byte) (1 << random.nextInt(8));
            int checksum = 0;
            for (byte[] each : sections) {
                checksum = seal(each, checksum);
            }
            String what = "byte " + at + " of section " + i + " changed, attempt " + attempt + ", seed 43";
            try {
                CommandProcessor restored = Snapshots.read(sections, new RecordTape(), 64);
                assertThat(Snapshots.write(restored)).as(what).containsExactlyElementsOf(SOUND);
            } catch (SnapshotException e) {
                assertThat(e).as(what).message().matches("[a-z][^\n]{10,}[^.]");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(350);
    }

    private static int seal(byte[] section, int before) {
        int checksum = SectionChecksum.of(new CRC32C(), before, section, section.length);
        new UnsafeBuffer(section).putInt(SectionChecksum.CHECKSUM_OFFSET, checksum, ByteOrder.LITTLE_ENDIAN);
        return checksum;
    }

    @Test
    void refusesACoreThatHasProcessedCommands() {
        CoreHarness used = CoreHarness.paper();
        assertThatThrownBy(() -> new SnapshotReader(used.core))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("a snapshot cannot be read into a core that has processed " + used.state.sequence
                        + " commands");
    }
}
