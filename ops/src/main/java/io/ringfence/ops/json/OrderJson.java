package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.schema.*;
import io.ringfence.ops.json.OpenOrders.Entry;
import java.io.IOException;
import org.agrona.DirectBuffer;

/**
 * The decision and the events about orders. Keeps whose the open orders are; the command of the record in hand is told
 * first, with {@link #command}.
 */
final class OrderJson {
    private final Fields fields;
    private final Names names;
    private final DecisionJson decisions;
    private final OpenOrders open = new OpenOrders();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final OrderCanceledDecoder canceled = new OrderCanceledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final CancelRejectedDecoder cancelRejected = new CancelRejectedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final DuplicateOrderDecoder duplicate = new DuplicateOrderDecoder();

    private long sequence;
    /** The new order in hand until it is accepted: nobody asks for a refused one again. */
    private long unacceptedId;

    private int template;
    private int accountId;
    private String clientOrderId = "";
    private String origClientOrderId = "";

    OrderJson(JsonGenerator json, Fields fields, Names names) {
        this.fields = fields;
        this.names = names;
        this.decisions = new DecisionJson(json, fields, names);
    }

    /** Takes up the command that the following events belong to. */
    void command(long seq, int commandTemplate, DirectBuffer buffer, int at, int block, int version) {
        open.remove(unacceptedId);
        unacceptedId = 0;
        sequence = seq;
        template = commandTemplate;
        accountId = -1;
        clientOrderId = "";
        origClientOrderId = "";
        switch (commandTemplate) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                newOrder.wrap(buffer, at, block, version);
                accountId = newOrder.accountId();
                clientOrderId = newOrder.clientOrderId();
                unacceptedId = seq;
                open.add(new Entry(
                        seq, accountId, newOrder.symbolId(), newOrder.strategyId(), newOrder.side(), clientOrderId));
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancel.wrap(buffer, at, block, version);
                accountId = cancel.accountId();
                clientOrderId = cancel.clientOrderId();
                origClientOrderId = cancel.origClientOrderId();
            }
            case ReplaceOrderDecoder.TEMPLATE_ID -> {
                replace.wrap(buffer, at, block, version);
                accountId = replace.accountId();
                clientOrderId = replace.clientOrderId();
                origClientOrderId = replace.origClientOrderId();
            }
            default -> {}
        }
    }

    /** Takes in what an event did to the open orders; to be called for every event, after it was written. */
    void observe(int event, DirectBuffer buffer, int at, int block, int version) {
        switch (event) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> unacceptedId = 0;
            case OrderCanceledDecoder.TEMPLATE_ID ->
                open.remove(canceled.wrap(buffer, at, block, version).orderId());
            case ExecutionDecoder.TEMPLATE_ID -> {
                execution.wrap(buffer, at, block, version);
                removeIfDone(execution.orderId(), execution.leavesE8());
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrap(buffer, at, block, version);
                rename(replaced.orderId());
                removeIfDone(replaced.orderId(), replaced.leavesE8());
            }
            default -> {}
        }
    }

    private void removeIfDone(long orderId, long leavesE8) {
        if (leavesE8 == 0) {
            open.remove(orderId);
        }
    }

    private void rename(long orderId) {
        Entry entry = open.find(orderId);
        if (entry != null && template == ReplaceOrderDecoder.TEMPLATE_ID) {
            entry.clientOrderId = clientOrderId;
        }
    }

    /** Writes the fields of one event, its name first; false when it is not about an order. */
    boolean write(int event, DirectBuffer buffer, int at, int block, int version) throws IOException {
        switch (event) {
            case DecisionDecoder.TEMPLATE_ID -> decision(decision.wrap(buffer, at, block, version));
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, at, block, version);
                order("accepted", accepted.orderId());
                fields.decimal("qty", accepted.quantityE8());
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                rejected.wrap(buffer, at, block, version);
                order("rejected", rejected.orderId());
                code(rejected.code());
            }
            case ExecutionDecoder.TEMPLATE_ID -> execution(execution.wrap(buffer, at, block, version));
            case OrderCanceledDecoder.TEMPLATE_ID -> {
                canceled.wrap(buffer, at, block, version);
                order("canceled", canceled.orderId());
                fields.decimal("cum_qty", canceled.cumE8());
                fields.word("reason", Words.CANCEL_REASON, canceled.reason());
                if (template == CancelOrderDecoder.TEMPLATE_ID) {
                    fields.text("request_client_order_id", clientOrderId);
                }
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> replaced(replaced.wrap(buffer, at, block, version));
            case CancelRejectedDecoder.TEMPLATE_ID -> cancelRejected(cancelRejected.wrap(buffer, at, block, version));
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                order("triggered", triggered.wrap(buffer, at, block, version).orderId());
            case DuplicateOrderDecoder.TEMPLATE_ID -> {
                duplicate.wrap(buffer, at, block, version);
                fields.text("event", "duplicate");
                fields.text("client_order_id", clientOrderId);
                account(accountId);
                fields.raw("first_seq", duplicate.firstSequence());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void decision(DecisionDecoder made) throws IOException {
        fields.text("event", "decision");
        fields.text("decision_id", "d-" + sequence);
        ids(made.orderId());
        boolean isReplace = (made.flags() & DecisionJson.REPLACE) != 0;
        fields.text("request", isReplace ? "replace" : "new");
        decisions.write(made, accountId);
    }

    private void execution(ExecutionDecoder fill) throws IOException {
        fields.text("event", "execution");
        fields.text("exec_id", sequence + "-" + fill.ordinal());
        Entry entry = open.find(fill.orderId());
        fields.raw("order_id", fill.orderId());
        fields.text("client_order_id", entry == null ? null : entry.clientOrderId);
        account(fill.accountId());
        fields.text("symbol", names.symbol(fill.symbolId()));
        fields.word("side", Words.SIDE, fill.side());
        fields.decimal("price", fill.priceE8());
        fields.decimal("qty", fill.quantityE8());
        fields.decimal("cum_qty", fill.cumE8());
        fields.decimal("leaves_qty", fill.leavesE8());
        fields.decimal("fee", fill.feeE8());
        fields.word("liquidity", Words.LIQUIDITY, fill.liquidity());
        if (fill.counterOrderId() != 0) {
            fields.raw("counter_order_id", fill.counterOrderId());
        }
    }

    private void replaced(OrderReplacedDecoder change) throws IOException {
        rename(change.orderId());
        order("replaced", change.orderId());
        fields.text("orig_client_order_id", origClientOrderId);
        fields.decimal("qty", change.quantityE8());
        fields.decimal("limit_price", change.limitPriceE8());
        fields.decimal("stop_price", change.stopPriceE8());
        fields.decimal("cum_qty", change.cumE8());
        fields.decimal("leaves_qty", change.leavesE8());
        fields.word("time_in_force", Words.TIME_IN_FORCE, change.timeInForce());
    }

    private void cancelRejected(CancelRejectedDecoder refusal) throws IOException {
        fields.text("event", "cancel_rejected");
        if (refusal.orderId() != 0) {
            fields.raw("order_id", refusal.orderId());
        }
        fields.text("client_order_id", clientOrderId);
        fields.text("orig_client_order_id", origClientOrderId);
        account(accountId);
        fields.text("request", refusal.replace() == 1 ? "replace" : "cancel");
        code(refusal.code());
    }

    private void order(String event, long orderId) throws IOException {
        fields.text("event", event);
        ids(orderId);
    }

    private void ids(long orderId) throws IOException {
        Entry entry = open.find(orderId);
        if (orderId != 0) {
            fields.raw("order_id", orderId);
        }
        if (entry == null) {
            fields.text("client_order_id", clientOrderId);
            account(accountId);
            return;
        }
        fields.text("client_order_id", entry.clientOrderId);
        account(entry.accountId);
        fields.text("symbol", entry.symbolId < 0 ? null : names.symbol(entry.symbolId));
        fields.text("strategy", entry.strategyId < 0 ? null : names.strategy(entry.strategyId));
        fields.word("side", Words.SIDE, entry.side);
    }

    private void account(int id) throws IOException {
        fields.text("account", id < 0 ? null : names.account(id));
    }

    private void code(int code) throws IOException {
        fields.number("code", code);
        fields.text("name", ReasonCode.name(code));
    }
}
