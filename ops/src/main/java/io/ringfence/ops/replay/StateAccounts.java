package io.ringfence.ops.replay;

import io.ringfence.engine.gates.DailyLoss;
import io.ringfence.engine.gates.Drawdown;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Accounts, strategies, groups and the whole house: money, positions, open orders, limits, latches. */
final class StateAccounts {
    private final EngineState state;
    private final StateWriter out;
    private final StateLimits limits;
    private final AccountValue value = new AccountValue();
    private final byte[] id = new byte[ClientOrderIds.ID_LENGTH];

    StateAccounts(EngineState state, StateWriter out) {
        this.state = state;
        this.out = out;
        limits = new StateLimits(state, out);
    }

    void write() throws IOException {
        out.array("accounts");
        for (int i = 0; i < state.accountCount(); i++) {
            account(state.account(i));
        }
        out.end();
        out.array("strategies");
        for (int i = 0; i < state.strategyCount(); i++) {
            strategy(state.strategy(i));
        }
        out.end();
        out.array("groups");
        for (int i = 0; i < state.groupCount(); i++) {
            Aggregate group = state.group(i);
            if (group != null) {
                out.object();
                members(group);
                sums(group);
                out.end();
            }
        }
        out.end();
        out.object("global");
        sums(state.global);
        out.end();
    }

    private void account(Account account) throws IOException {
        value.of(account, state);
        out.object()
                .text("account", account.name)
                .currency("currency", account.currency)
                .text("smp_mode", Words.SMP_MODE.of(account.smpMode))
                .flag("short_allowed", account.shortAllowed)
                .number("max_open_orders", account.maxOpenOrders)
                .text("kill", KillLevel.name(account.killLevel))
                .decimal("cash", account.cashE8);
        worth(account);
        out.decimal("day_open_equity", account.dayOpenEquityE8)
                .decimal("net_flows", account.netFlowsE8)
                .decimal("high_water_mark", account.hwmE8)
                .decimal("fees", account.feesE8)
                .number("day", account.day)
                .wide("day_end_t", account.dayEndNanos)
                .flag("opened", account.opened)
                .flag("traded", account.traded)
                .flag("day_latched", account.dayLatched)
                .flag("drawdown_latched", account.drawdownLatched)
                .number("day_loss_warning", account.dayLossWarning)
                .number("drawdown_warning", account.drawdownWarning)
                .number("gross_warning", account.grossWarning)
                .unlessNever("dead_man_t", account.deadManAtNanos);
        limits.write(account.limits);
        out.array("not_permitted");
        for (int i = 0; i < state.instruments.count(); i++) {
            if (!account.mayTrade(i)) {
                out.json.writeString(state.instruments.get(i).name);
            }
        }
        out.end();
        positions(account.positions(), account);
        out.array("open_orders");
        for (Order order = account.firstOrder; order != null; order = order.nextInAccount) {
            order(order);
        }
        out.end();
        out.end();
    }

    /** What the account is worth at marks; nothing where a held symbol was never priced. */
    private void worth(Account account) throws IOException {
        out.flag("unpriced", value.unpriced);
        if (value.unpriced || value.equityOverflow || value.grossOverflow) {
            return;
        }
        long equity = value.equityE8;
        out.decimal("equity", equity)
                .decimal("gross", value.grossE8)
                .decimal("day_loss", DailyLoss.loss(equity, account.dayOpenEquityE8, account.netFlowsE8));
        if (account.hwmE8 > 0) {
            out.wide("drawdown_bps", Drawdown.drawdownBps(equity, account.hwmE8));
        }
    }

    private void positions(PositionTable positions, @Nullable Account account) throws IOException {
        out.array("positions");
        for (int i = 0; i < positions.count(); i++) {
            Position position = positions.get(i);
            boolean empty = !position.isUsed() && position.realizedE8 == 0 && position.feesE8 == 0;
            if (empty) {
                continue;
            }
            out.object()
                    .text("symbol", state.instruments.get(position.symbolId).name)
                    .decimal("position", position.posE8)
                    .decimal("open_buy", position.openBuyE8)
                    .decimal("open_sell", position.openSellE8);
            if (account != null) {
                out.decimal("cost", position.costE8)
                        .decimal("realized", position.realizedE8)
                        .decimal("fees", position.feesE8);
                if (position.isUsed() && position.priced) {
                    out.decimal("value", position.valueE8)
                            .decimal("unrealized", Fixed.subtract(position.valueE8, position.costE8))
                            .decimal("gross", position.grossE8());
                }
            }
            out.end();
        }
        out.end();
    }

    private void order(Order order) throws IOException {
        Strategy strategy = state.strategy(order.strategyId);
        String venue = state.setting(EngineSetting.VENUE) == 1 ? "MATCH-" : "PAPER-";
        out.object()
                .wide("order_id", order.orderId)
                .text("exchange_order_id", venue + order.orderId)
                .text("client_order_id", clientOrderId(order))
                .text("symbol", state.instruments.get(order.symbolId).name)
                .text("strategy", strategy == null ? null : strategy.name)
                .number("session", order.sessionId)
                .text("side", Words.SIDE.of(order.side))
                .text("order_type", Words.ORDER_TYPE.of(order.type))
                .text("time_in_force", Words.TIME_IN_FORCE.of(order.timeInForce))
                .flag("post_only", order.hasFlag(Order.FLAG_POST_ONLY))
                .flag("reduce_only", order.hasFlag(Order.FLAG_REDUCE_ONLY))
                .text("smp_mode", Words.SMP_MODE.of(order.smpMode))
                .wide("smp_id", order.smpId)
                .decimal("requested_qty", order.requestedQuantityE8)
                .decimal("qty", order.quantityE8)
                .decimal("cum_qty", order.cumE8)
                .decimal("leaves_qty", order.leavesE8)
                .decimal("filled_notional", order.filledNotionalE8)
                .decimal("limit_price", order.limitPriceE8)
                .decimal("stop_price", order.stopPriceE8)
                .decimal("min_qty", order.minQuantityE8)
                .unlessNever("expire_t", order.expireAtNanos)
                .flag("triggered", order.triggered)
                .decimal("queue_ahead", order.queueAheadE8)
                .end();
    }

    private @Nullable String clientOrderId(Order order) {
        if (order.clientOrderIdSlot == ClientOrderIds.NONE) {
            return null;
        }
        state.clientOrderIds.getId(order.clientOrderIdSlot, new UnsafeBuffer(id), 0);
        int length = 0;
        while (length < id.length && id[length] != 0) {
            length++;
        }
        return new String(id, 0, length, StandardCharsets.US_ASCII);
    }

    private void strategy(@Nullable Strategy strategy) throws IOException {
        if (strategy == null) {
            return;
        }
        out.object()
                .text("strategy", state.account(strategy.accountId).name + "/" + strategy.name)
                .text("kill", KillLevel.name(strategy.killLevel));
        limits.write(strategy.limits);
        positions(strategy.positions, null);
        out.end();
    }

    private void members(Aggregate group) throws IOException {
        out.text("group", group.name).array("members");
        for (int i = 0; i < state.accountCount(); i++) {
            for (Aggregate of : state.account(i).groups) {
                if (of == group) {
                    out.json.writeString(state.account(i).name);
                }
            }
        }
        out.end();
    }

    /** Sums without netting between accounts; money by account currency, as the house keeps it. */
    private void sums(Aggregate sums) throws IOException {
        out.array("money");
        for (int i = 0; i < sums.money.count(); i++) {
            out.object()
                    .currency("currency", sums.money.currency(i))
                    .decimal("cash", sums.money.cashAtE8(i))
                    .decimal("day_open_equity", sums.money.dayOpenAtE8(i))
                    .decimal("net_flows", sums.money.flowsAtE8(i))
                    .decimal("pending", sums.money.pendingAtE8(i))
                    .end();
        }
        out.end();
        out.decimal("high_water_mark", sums.hwmE8)
                .flag("day_latched", sums.dayLatched)
                .flag("drawdown_latched", sums.drawdownLatched)
                .number("used_slots", sums.usedSlots);
        limits.write(sums.limits);
        out.array("symbols");
        for (int i = 0; i < sums.symbols(); i++) {
            if (sums.worstE8(i) != 0 || sums.netE8(i) != 0) {
                out.object()
                        .text("symbol", state.instruments.get(i).name)
                        .decimal("worst", sums.worstE8(i))
                        .decimal("long", sums.longE8(i))
                        .decimal("short", sums.shortE8(i))
                        .decimal("net", sums.netE8(i))
                        .end();
            }
        }
        out.end();
    }
}
