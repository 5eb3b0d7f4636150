package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate that can not compute answers ERROR, says so by itself, and hides none of the others. */
class GateFailureTest {
    private final CoreHarness core = CoreHarness.paper();
    private final Account account = core.state.account(CoreHarness.A1);
    private final Instrument instrument = core.state.instruments.get(CoreHarness.BTC);
    private final OrderContext order = new OrderContext(core.state, account, instrument);
    private final Readings readings = new Readings();
    private final Gates gates = new Gates();

    private void evaluate(Position position) {
        core.state.nowNanos = core.now;
        order.quantityE8 = Fixed.SCALE / 100;
        order.totalQuantityE8 = order.quantityE8;
        order.limitPriceE8 = Fixed.ABSENT;
        order.stopPriceE8 = Fixed.ABSENT;
        order.value.of(account, core.state);
        gates.evaluate(order, position, order.value.equityE8, readings);
    }

    private List<Integer> codes() {
        List<Integer> codes = new ArrayList<>();
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            codes.add(readings.code[gate]);
        }
        return codes;
    }

    private void forget(LimitField field) {
        account.limits.set(field, Fixed.ABSENT);
    }

    @Test
    void everyGateIsReadWhenNothingFails() {
        evaluate(new Position(CoreHarness.BTC));
        assertThat(codes()).containsExactly(100, 200, 300, 400, 500, 600, 700, 800);
        assertThat(readings.bitmap()).isEqualTo(Readings.ALL_GATES);
    }

    @Test
    void aMissingLimitIsTheErrorOfItsGateAlone() {
        LimitField[] fields = {
            LimitField.DQ_MIN_SCORE, LimitField.DD_HARD_BPS, LimitField.MAX_POSITIONS, LimitField.CLUSTER_ABS
        };
        int[] gateOf = {2, 4, 5, 8};
        for (int i = 0; i < fields.length; i++) {
            long was = account.limits.get(fields[i]);
            forget(fields[i]);
            evaluate(new Position(CoreHarness.BTC));
            account.limits.set(fields[i], was);
            List<Integer> expected = new ArrayList<>(List.of(100, 200, 300, 400, 500, 600, 700, 800));
            expected.set(gateOf[i] - 1, 100 * gateOf[i] + 99);
            assertThat(codes()).as(fields[i].name()).isEqualTo(expected);
            assertThat(readings.verdict[gateOf[i]]).isEqualTo(Verdict.ERROR);
        }
    }

    @Test
    void anOrderWhoseExposureDoesNotFitGetsErrorFromEveryGate() {
        Position enormous = new Position(CoreHarness.BTC);
        enormous.posE8 = Long.MAX_VALUE;
        enormous.openBuyE8 = 1;
        evaluate(enormous);
        assertThat(codes()).containsExactly(199, 299, 399, 499, 599, 699, 799, 899);
        assertThat(readings.bitmap()).isEqualTo(Readings.ALL_GATES);
    }

    @Test
    void aGateThatBreaksInAnUnforeseenWayIsAnError() {
        evaluate(new Position(CoreHarness.BTC));
        account.groups = null;
        gates.read(order, readings);
        assertThat(codes()).containsExactly(100, 200, 399, 499, 599, 699, 799, 800);
        order.instrument = null;
        gates.read(order, readings);
        assertThat(codes()).containsExactly(199, 299, 399, 499, 599, 699, 799, 899);
    }

    @Test
    void readingsOfAnEarlierOrderAreForgotten() {
        evaluate(new Position(CoreHarness.BTC));
        readings.reset();
        assertThat(readings.bitmap()).isZero();
        assertThat(readings.allowedE8).containsOnly(0);
    }
}
