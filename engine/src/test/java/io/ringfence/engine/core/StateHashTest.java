package io.ringfence.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.EngineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash that follows every change is the hash that counts everything again. */
class StateHashTest {
    private static final int COMMANDS = Integer.getInteger("ringfence.hash.commands", 6_000);

    @ParameterizedTest(name = "venue {0}, seed {1}")
    @CsvSource({"0, 11", "1, 12", "0, 13", "1, 14", "1, 16"})
    void followsEveryChange(int venue, long seed) {
        RandomStream stream = RandomStream.of(venue, seed);
        CoreHarness core = stream.core();
        long before = core.state.hash();
        for (int i = 1; i <= COMMANDS; i++) {
            stream.step();
            assertThat(core.state.hash())
                    .as("hash after command %d (sequence %d) of seed %d", i, core.state.sequence, seed)
                    .isEqualTo(core.state.rescan())
                    .isNotEqualTo(before);
            before = core.state.hash();
        }
    }

    /** Asked only now and then, so that many changes wait and are counted in one go. */
    @ParameterizedTest(name = "venue {0}, seed {1}")
    @CsvSource({"0, 21", "1, 22"})
    void followsManyChangesAtOnce(int venue, long seed) {
        RandomStream stream = RandomStream.of(venue, seed);
        CoreHarness core = stream.core();
        core.setting(io.ringfence.engine.state.EngineSetting.STATE_HASH_EVERY, 0);
        for (int i = 1; i <= 10 * COMMANDS; i++) {
            stream.step();
            if (i % 2_500 == 0) {
                assertThat(core.state.rescan())
                        .as("after command %d of seed %d", i, seed)
                        .isEqualTo(core.state.hash());
            }
        }
    }

    /** A definition changes what sums over it, also when the hash was asked for before. */
    @Test
    void followsDefinitions() {
        EngineState state = new EngineState(16);
        for (String name : new String[] {"A", "B", "C"}) {
            long before = state.hash();
            state.addStrategy(state.addAccount(name), "s");
            assertThat(state.hash()).as(name).isEqualTo(state.rescan()).isNotEqualTo(before);
        }
    }
}
