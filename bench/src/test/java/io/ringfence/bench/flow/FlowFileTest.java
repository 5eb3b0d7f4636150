package io.ringfence.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowFileTest {
    private static byte[] record(int type, int side, int symbol, long id, long price, long quantity, long account) {
        return ByteBuffer.allocate(FlowFile.RECORD_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) type)
                .put((byte) side)
                .putShort((short) 0)
                .putInt(symbol)
                .putLong(id)
                .putLong(price)
                .putLong(quantity)
                .putLong(account)
                .array();
    }

    @Test
    void readsEveryFieldPlainAndCompressed(@TempDir Path folder) throws IOException {
        byte[] bytes = record(2, 1, 12, 345, 9_998, 17, 6_789);
        Path plain = Files.write(folder.resolve("plain.bin"), bytes);
        Path compressed = folder.resolve("compressed.bin.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(bytes);
        }
        for (Path file : new Path[] {plain, compressed}) {
            FlowFile flow = FlowFile.read(file);
            assertThat(flow.size()).isEqualTo(1);
            assertThat(flow.type(0)).isEqualTo(FlowFile.IOC);
            assertThat(flow.side(0)).isEqualTo((byte) 1);
            assertThat(flow.symbol(0)).isEqualTo(12);
            assertThat(flow.orderId(0)).isEqualTo(345);
            assertThat(flow.price(0)).isEqualTo(9_998);
            assertThat(flow.quantity(0)).isEqualTo(17);
            assertThat(flow.account(0)).isEqualTo(6_789);
        }
    }

    @Test
    void refusesAFileThatWasCutOff() {
        assertThatThrownBy(() -> FlowFile.of("cut.bin", new byte[79]))
                .isInstanceOf(FlowFormatException.class)
                .hasMessageContaining("cut.bin holds 79 bytes");
        assertThatThrownBy(() -> FlowFile.of("empty.bin", new byte[0])).isInstanceOf(FlowFormatException.class);
    }

    @Test
    void namesTheRecordAndTheFieldThatIsWrong() {
        assertRefused(record(4, 0, 1, 1, 1, 1, 1), "record 0: type is 4");
        assertRefused(record(0, 2, 1, 1, 1, 1, 1), "record 0: side is 2");
        assertRefused(record(0, 0, 1, 0, 1, 1, 1), "record 0: order id is 0");
        assertRefused(record(0, 0, 1, 1, 0, 1, 1), "record 0: price is 0");
        assertRefused(record(1, 0, 1, 1, 0, 0, 1), "record 0: quantity is 0");
        assertRefused(record(0, 0, 1, 1, 92_233_720_369L, 1, 1), "record 0: price is 92233720369");
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> FlowFile.of("bad.bin", bytes))
                .isInstanceOf(FlowFormatException.class)
                .hasMessageContaining(message);
    }
}
