package io.ringfence.gateway.fix;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.OrderView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.StringField;

/** Makes the messages that go out. What they say is decided elsewhere. */
final class Reports {
    static final String NO_ORDER = "NONE";

    private final FixNames names;
    private final String mode;

    Reports(FixNames names, String mode) {
        this.names = names;
        this.mode = mode;
    }

    /** An ExecutionReport of an order as it stands, without what is particular to the event. */
    Message execution(ReportId id, FixOrder order, char execType, char ordStatus, long atNanos) {
        OrderView view = order.view;
        Message message = message("8");
        set(message, Tags.EXEC_ID, id.toString());
        set(message, Tags.EXEC_TYPE, String.valueOf(execType));
        set(message, Tags.ORD_STATUS, String.valueOf(ordStatus));
        set(message, Tags.ORDER_ID, Long.toString(view.orderId));
        set(message, Tags.CL_ORD_ID, view.clientOrderId);
        set(message, Tags.SYMBOL, order.symbol);
        set(message, Tags.ACCOUNT, order.account);
        set(message, Tags.SIDE, side(view.side));
        terms(message, view);
        set(message, Tags.ORDER_QTY, Decimal.format(view.quantityE8));
        set(message, Tags.LEAVES_QTY, Decimal.format(view.leavesE8));
        set(message, Tags.CUM_QTY, Decimal.format(view.cumE8));
        long average = view.averagePriceE8();
        set(message, Tags.AVG_PX, average == Fixed.ABSENT ? "0" : Decimal.format(average));
        set(message, Tags.TRANSACT_TIME, FixTime.format(atNanos));
        set(message, Tags.MODE, mode);
        if (ordStatus != '8') {
            set(message, Tags.SECONDARY_ORDER_ID, mode.toUpperCase(Locale.ROOT) + "-" + view.orderId);
        }
        return message;
    }

    private void terms(Message message, OrderView view) {
        if (view.type >= Order.TYPE_MARKET && view.type <= Order.TYPE_STOP_LIMIT) {
            set(message, Tags.ORD_TYPE, Integer.toString(view.type));
        }
        if (view.timeInForce >= 0 && view.timeInForce <= Order.TIF_GTD) {
            set(message, Tags.TIME_IN_FORCE, Integer.toString(view.timeInForce));
        }
        decimal(message, Tags.PRICE, view.limitPriceE8);
        decimal(message, Tags.STOP_PX, view.stopPriceE8);
        if (view.minQuantityE8 > 0) {
            set(message, Tags.MIN_QTY, Decimal.format(view.minQuantityE8));
        }
        if (view.timeInForce == Order.TIF_GTD && view.expireAtNanos != Fixed.ABSENT) {
            set(message, Tags.EXPIRE_TIME, FixTime.format(view.expireAtNanos));
        }
        if (view.hasFlag(Order.FLAG_POST_ONLY)) {
            set(message, Tags.EXEC_INST, "6");
        }
        if (view.hasFlag(Order.FLAG_REDUCE_ONLY)) {
            set(message, Tags.REDUCE_ONLY, "Y");
        }
        String strategy = names.strategy(view.strategyId);
        if (strategy != null) {
            set(message, Tags.STRATEGY_ID, strategy);
        }
    }

    /** An ExecutionReport about no order that there is. */
    Message unknown(ReportId id, InFlight.Message asked, long atNanos) {
        Message message = message("8");
        set(message, Tags.EXEC_ID, id.toString());
        set(message, Tags.EXEC_TYPE, "I");
        set(message, Tags.ORD_STATUS, "8");
        set(message, Tags.ORD_REJ_REASON, "5");
        set(message, Tags.ORDER_ID, NO_ORDER);
        set(message, Tags.CL_ORD_ID, asked.clOrdId());
        set(message, Tags.SYMBOL, asked.symbol().isEmpty() ? "[N/A]" : asked.symbol());
        set(message, Tags.ACCOUNT, asked.account());
        set(message, Tags.SIDE, asked.side().isEmpty() ? "7" : asked.side());
        set(message, Tags.LEAVES_QTY, "0");
        set(message, Tags.CUM_QTY, "0");
        set(message, Tags.AVG_PX, "0");
        set(message, Tags.TRANSACT_TIME, FixTime.format(atNanos));
        set(message, Tags.MODE, mode);
        return message;
    }

    /** What a decision says: 20004 to 20006, and where a gate refused, what it read. */
    void decision(Message message, int code, @Nullable DecisionView decision) {
        set(message, Tags.RISK_CODE, Integer.toString(code));
        String text = FixCodes.text(code);
        if (decision != null && decision.gate >= 1 && decision.wasRead(decision.gate)) {
            set(message, Tags.GATE, Integer.toString(decision.gate));
            set(message, Tags.DECISION_ID, "d-" + decision.sequence);
            text += " G=" + decision.gate + " OBS=" + decision.readings.observed[decision.gate] + " LIM="
                    + decision.readings.limit[decision.gate] + " D=d-" + decision.sequence;
        }
        set(message, Tags.TEXT, text);
    }

    /** An OrderCancelReject. */
    Message cancelReject(
            ReportId id,
            String orderId,
            String clOrdId,
            String origClOrdId,
            char ordStatus,
            boolean replace,
            int code) {
        Message message = message("9");
        set(message, Tags.REPORT_ID, id.toString());
        set(message, Tags.ORDER_ID, orderId);
        set(message, Tags.CL_ORD_ID, clOrdId);
        set(message, Tags.ORIG_CL_ORD_ID, origClOrdId);
        set(message, Tags.ORD_STATUS, String.valueOf(ordStatus));
        set(message, Tags.CXL_REJ_RESPONSE_TO, replace ? "2" : "1");
        set(message, Tags.CXL_REJ_REASON, Integer.toString(FixCodes.cxlRejReason(code)));
        set(message, Tags.RISK_CODE, Integer.toString(code));
        set(message, Tags.TEXT, FixCodes.text(code));
        return message;
    }

    /** A BusinessMessageReject. */
    static Message businessReject(long refSeqNum, String refMsgType, int reason, String text) {
        Message message = message("j");
        set(message, Tags.REF_SEQ_NUM, Long.toString(refSeqNum));
        set(message, Tags.REF_MSG_TYPE, refMsgType);
        set(message, Tags.BUSINESS_REJECT_REASON, Integer.toString(reason));
        set(message, Tags.TEXT, text);
        return message;
    }

    static Message message(String type) {
        Message message = new Message();
        message.getHeader().setField(new StringField(Tags.MSG_TYPE, type));
        return message;
    }

    /** Sets a field; FIX has no empty ones. */
    static void set(Message message, int tag, String value) {
        if (!value.isEmpty()) {
            message.setField(new StringField(tag, value));
        }
    }

    static void decimal(Message message, int tag, long valueE8) {
        if (valueE8 != Fixed.ABSENT) {
            set(message, tag, Decimal.format(valueE8));
        }
    }

    private static String side(byte side) {
        return side == Order.BUY ? "1" : side == Order.SELL ? "2" : "7";
    }
}
