package io.ringfence.engine.execution.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.bench.flow.FlowFile;
import io.ringfence.bench.flow.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A million generated commands, on which two independent engines agree. */
class FlowDigestTest {
    @Test
    void agreesWithIndependentEnginesOnAMillionCommands() throws IOException {
        FlowRun run = new FlowRun(FlowFile.read(SharedData.require("flow/flow1.bin.gz")));
        run.run();
        assertThat(run.digest())
                .isEqualTo("ok 878586 rejected 121414 unfilled_ioc 24688 trades 182507 traded_qty 1023587"
                        + " notional 10260738568");
    }
}
