package io.ringfence.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What jcmd and the system say of a process, on whatever JDK and collector this runs. */
class FootprintTest {
    @Test
    void ofThisProcess() throws Exception {
        Footprint here = Footprint.of(ProcessHandle.current().pid(), 3, 4);
        assertThat(here.second()).isEqualTo(3);
        assertThat(here.orders()).isEqualTo(4);
        assertThat(here.heapBytes()).isBetween(1L << 20, Runtime.getRuntime().maxMemory());
        assertThat(here.anonymousBytes()).isGreaterThan(here.heapBytes());
        assertThat(here.descriptors()).isGreaterThan(3);
        assertThat(here.threads()).isGreaterThan(3);
    }

    @Test
    void heapsOfSeveralPartsAreAddedAndMetaspaceIsNotOne() throws IOException {
        assertThat(Footprint.heapBytes("""
                 def new generation   total 100K, used 7K [0x1, 0x2, 0x3)
                  eden space 90K,  20% used [0x1, 0x2, 0x3)
                 tenured generation   total 200K, used 30K [0x1, 0x2, 0x3)
                 Metaspace       used 8929K, committed 9088K, reserved 1114112K
                """)).isEqualTo(37 << 10);
        assertThat(Footprint.heapBytes("garbage-first heap   total reserved 60K, committed 50K, used 40K [0x1, 0x2)"))
                .isEqualTo(40 << 10);
    }

    @Test
    void aHeapThatNobodyKnowsIsSaid() {
        assertThatThrownBy(() -> Footprint.heapBytes(" ZHeap           used 10M, capacity 64M"))
                .hasMessageContaining("use another collector");
    }
}
