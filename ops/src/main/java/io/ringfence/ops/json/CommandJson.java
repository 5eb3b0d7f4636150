package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** The fields of a trading or market-data command, with the names that a scenario line has. */
final class CommandJson {
    private final Fields fields;
    private final Names names;
    private final AdminJson admin;
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final MassCancelDecoder massCancel = new MassCancelDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final SymbolStatusDecoder status = new SymbolStatusDecoder();
    private final FeedGapDecoder gap = new FeedGapDecoder();
    private final FxRateDecoder fx = new FxRateDecoder();

    CommandJson(JsonGenerator json, Names names) {
        this.fields = new Fields(json);
        this.names = names;
        this.admin = new AdminJson(json, fields, names);
    }

    /** Writes the fields of the command behind the SBE header at {@code at}, its type first. */
    void write(int template, DirectBuffer buffer, int at, int block, int version) throws IOException {
        switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> newOrder(newOrder.wrap(buffer, at, block, version));
            case CancelOrderDecoder.TEMPLATE_ID -> cancel(cancel.wrap(buffer, at, block, version));
            case ReplaceOrderDecoder.TEMPLATE_ID -> replace(replace.wrap(buffer, at, block, version));
            case MassCancelDecoder.TEMPLATE_ID -> massCancel(massCancel.wrap(buffer, at, block, version));
            case QuoteDecoder.TEMPLATE_ID -> quote(quote.wrap(buffer, at, block, version));
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrap(buffer, at, block, version);
                type("trade", trade.origin());
                fields.text("symbol", names.symbol(trade.symbolId()));
                fields.decimal("price", trade.priceE8());
                fields.decimal("qty", trade.quantityE8());
            }
            case SymbolStatusDecoder.TEMPLATE_ID -> {
                status.wrap(buffer, at, block, version);
                type("status", status.origin());
                fields.text("symbol", names.symbol(status.symbolId()));
                fields.word("status", Words.STATUS, status.status());
            }
            case FeedGapDecoder.TEMPLATE_ID -> {
                gap.wrap(buffer, at, block, version);
                type("gap", gap.origin());
                fields.text("symbol", names.symbol(gap.symbolId()));
                fields.flag("open", gap.open() == 1);
            }
            case FxRateDecoder.TEMPLATE_ID -> {
                fx.wrap(buffer, at, block, version);
                type("fx", fx.origin());
                fields.text("pair", names.symbol(fx.symbolId()));
                fields.decimal("rate", fx.rateE8());
            }
            default -> admin.write(template, buffer, at, block, version);
        }
    }

    private void newOrder(NewOrderDecoder order) throws IOException {
        type("order", order.origin());
        fields.text("account", nameOrUnknown(order.accountId(), true));
        fields.text("client_order_id", order.clientOrderId());
        fields.text("symbol", nameOrUnknown(order.symbolId(), false));
        fields.text("strategy", order.strategyId() < 0 ? null : names.strategy(order.strategyId()));
        fields.word("side", Words.SIDE, order.side());
        fields.word("order_type", Words.ORDER_TYPE, order.orderType());
        fields.word("time_in_force", Words.TIME_IN_FORCE, order.timeInForce());
        fields.decimal("qty", order.quantityE8());
        fields.decimal("limit_price", order.limitPriceE8());
        fields.decimal("stop_price", order.stopPriceE8());
        fields.decimal("min_qty", order.minQuantityE8() == 0 ? Fixed.ABSENT : order.minQuantityE8());
        fields.raw("expire_at", order.expireAtNanos());
        fields.raw("transact_time", order.transactTimeNanos());
        fields.raw("max_age_ns", order.maxAgeNanos() == 0 ? Fixed.ABSENT : order.maxAgeNanos());
        fields.word("smp_mode", Words.SMP_MODE, order.smpMode());
        fields.raw("smp_id", order.smpId());
        int flags = order.flags();
        fields.flag("post_only", (flags & Order.FLAG_POST_ONLY) != 0);
        fields.flag("reduce_only", (flags & Order.FLAG_REDUCE_ONLY) != 0);
        if ((flags & Order.FLAG_ALLOW_REDUCE_GIVEN) != 0) {
            fields.flag("allow_reduce", (flags & Order.FLAG_ALLOW_REDUCE) != 0);
        }
    }

    private void cancel(CancelOrderDecoder order) throws IOException {
        type("cancel", order.origin());
        fields.text("account", nameOrUnknown(order.accountId(), true));
        fields.text("symbol", order.symbolId() < 0 ? null : names.symbol(order.symbolId()));
        fields.raw("order_id", order.orderId() == 0 ? Fixed.ABSENT : order.orderId());
        fields.text("client_order_id", order.clientOrderId());
        fields.text("orig_client_order_id", order.origClientOrderId());
    }

    private void replace(ReplaceOrderDecoder order) throws IOException {
        type("replace", order.origin());
        fields.text("account", nameOrUnknown(order.accountId(), true));
        fields.text("symbol", order.symbolId() < 0 ? null : names.symbol(order.symbolId()));
        fields.raw("order_id", order.orderId() == 0 ? Fixed.ABSENT : order.orderId());
        fields.text("client_order_id", order.clientOrderId());
        fields.text("orig_client_order_id", order.origClientOrderId());
        fields.word("side", Words.SIDE, order.side());
        fields.word("order_type", Words.ORDER_TYPE, order.orderType());
        fields.word("time_in_force", Words.TIME_IN_FORCE, order.timeInForce());
        fields.decimal("qty", order.quantityE8());
        fields.decimal("limit_price", order.limitPriceE8());
        fields.decimal("stop_price", order.stopPriceE8());
        fields.raw("expire_at", order.expireAtNanos());
    }

    private void massCancel(MassCancelDecoder order) throws IOException {
        type("mass_cancel", order.origin());
        fields.text("account", order.accountId() < 0 ? null : names.account(order.accountId()));
        fields.text("symbol", order.symbolId() < 0 ? null : names.symbol(order.symbolId()));
        fields.text("strategy", order.strategyId() < 0 ? null : names.strategy(order.strategyId()));
        fields.word("side", Words.SIDE, order.side());
        fields.text("client_order_id", order.clientOrderId());
    }

    private void quote(QuoteDecoder market) throws IOException {
        type("quote", market.origin());
        fields.text("symbol", names.symbol(market.symbolId()));
        fields.decimal("bid", market.bidE8());
        fields.decimal("bid_qty", market.bidQuantityE8());
        fields.decimal("ask", market.askE8());
        fields.decimal("ask_qty", market.askQuantityE8());
        fields.decimal("last", market.lastE8());
    }

    private void type(String type, OriginDecoder origin) throws IOException {
        admin.type(type, origin);
    }

    private String nameOrUnknown(int id, boolean account) {
        return id < 0 ? "?" : account ? names.account(id) : names.symbol(id);
    }
}
