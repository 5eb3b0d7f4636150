package io.ringfence.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.state.LogicVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules change by a journaled command only, forwards only, and every record says which ones made it. */
class UpgradeTest {
    private final CoreHarness core = CoreHarness.paper();

    private List<String> upgrade(int version) {
        core.write.upgrade(version);
        return core.send();
    }

    private int rulesOfLastRecord() {
        return RecordFrame.logicVersion(core.tape.buffer(), core.tape.offset(core.tape.records() - 1));
    }

    @Test
    void newRulesHoldFromTheNextCommandOn() {
        assertThat(core.state.logicVersion).isEqualTo(LogicVersion.OLDEST);
        assertThat(upgrade(LogicVersion.NEWEST))
                .containsExactly("logic " + LogicVersion.OLDEST + " -> " + LogicVersion.NEWEST);
        assertThat(rulesOfLastRecord()).isEqualTo(LogicVersion.OLDEST);
        core.buy("0.1").limit("59000").send();
        assertThat(rulesOfLastRecord()).isEqualTo(LogicVersion.NEWEST);
    }

    @Test
    void thereIsNoWayBackNorIntoTheUnknown() {
        upgrade(LogicVersion.NEWEST);
        for (int version : new int[] {0, LogicVersion.OLDEST, LogicVersion.NEWEST, LogicVersion.NEWEST + 1}) {
            assertThat(upgrade(version)).containsExactly("refused 1005");
        }
        assertThat(core.state.logicVersion).isEqualTo(LogicVersion.NEWEST);
    }
}
