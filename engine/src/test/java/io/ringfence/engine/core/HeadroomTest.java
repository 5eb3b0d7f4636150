package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.control.Headroom;
import io.ringfence.engine.control.OrderPreview;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.Test;

/** The room that is told is the room that there is: an order of it passes whole, one lot more does not. */
class HeadroomTest {
    private static final int COMMANDS = Integer.getInteger("ringfence.headroom.commands", 4_000);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder decoder = new NewOrderDecoder();

    @Test
    void tellsWhatWouldPass() {
        long seed = Long.getLong("ringfence.seed", 20260101L);
        System.out.println("headroom: -Dringfence.seed=" + seed);
        CoreHarness core = CoreHarness.paper();
        core.account(1, "A2", false, 40);
        RandomCommands random = new RandomCommands(core, seed);
        OrderPreview preview = new OrderPreview(core.state, core.core.execution());
        Headroom headroom = new Headroom(core.state);
        int exact = 0;
        int none = 0;
        for (int i = 0; i < COMMANDS; i++) {
            core.now += random.pause();
            core.send(core.write.buffer(), random.next());
            Instrument instrument = core.state.instruments.get(i % core.state.instruments.count());
            if (instrument.kind != Instrument.KIND_TRADABLE || instrument.market.markE8 == Fixed.ABSENT) {
                continue;
            }
            core.timer();
            long before = core.state.hash();
            Account account = core.state.account(i / 7 % 2);
            byte side = i % 3 == 0 ? Order.SELL : Order.BUY;
            headroom.read(account, instrument, side, 0, core.now);
            long most = headroom.mostE8(account, instrument);
            headroom.read(account, instrument, side, most, core.now);
            long room = headroom.allowedE8(instrument);
            assertThat(core.state.hash()).isEqualTo(before);
            if (room == 0) {
                none += wholly(core, preview, account, instrument, side, instrument.lotE8) == 0 ? 1 : 0;
            } else if (wholly(core, preview, account, instrument, side, room) >= 0) {
                assertThat(wholly(core, preview, account, instrument, side, room))
                        .as("%s %s of %s", room, instrument.name, account.name)
                        .isEqualTo(1);
                assertThat(wholly(core, preview, account, instrument, side, room + instrument.lotE8))
                        .as("one lot more than %s of %s, gate %s", room, instrument.name, headroom.bindingGate())
                        .isNotEqualTo(1);
                exact++;
            }
        }
        assertThat(exact).as("times that there was room").isGreaterThan(COMMANDS / 20);
        assertThat(none).as("times that there was none").isGreaterThan(COMMANDS / 200);
    }

    /** 1 = approved whole, 0 = reduced or rejected by a gate, -1 = refused before the gates. */
    private int wholly(
            CoreHarness core,
            OrderPreview preview,
            Account account,
            Instrument instrument,
            byte side,
            long quantityE8) {
        NewOrderEncoder order = core.write.newOrder(account.id, instrument.symbolId, "headroom");
        order.side(side)
                .orderType(Order.TYPE_LIMIT)
                .timeInForce(Order.TIF_GTC)
                .quantityE8(quantityE8)
                .limitPriceE8(instrument.market.markE8);
        int code = preview.preview(decoder.wrapAndApplyHeader(core.write.buffer(), 0, header), core.now);
        if (code != 0) {
            return -1;
        }
        return preview.decision().result() == Decision.APPROVE ? 1 : 0;
    }

    @Test
    void tellsWhatIsUsed() {
        CoreHarness core = CoreHarness.paper();
        core.buy("1").limit("60000").send();
        Headroom headroom = new Headroom(core.state);
        Account account = core.state.account(A1);
        assertThat(headroom.account(account)).isTrue();
        assertThat(headroom.used(Headroom.POSITIONS, account)).isEqualTo(1);
        assertThat(headroom.limit(Headroom.POSITIONS, account)).isEqualTo(3);
        assertThat(headroom.used(Headroom.GROSS, account)).isEqualTo(60_000L * Fixed.SCALE);
        Readings readings = headroom.read(account, core.state.instruments.get(BTC), Order.BUY, 0, core.now);
        assertThat(readings.observed[7]).isEqualTo(60_000L * Fixed.SCALE);
        assertThat(readings.limit[7]).isEqualTo(100_000L * Fixed.SCALE);
        assertThat(Headroom.usedBps(readings.observed[7], readings.limit[7])).isEqualTo(6_000);
        assertThat(Headroom.usedBps(5, Long.MAX_VALUE)).isZero();
        assertThat(Headroom.usedBps(1, 0)).isEqualTo(1_000_000);
    }
}
