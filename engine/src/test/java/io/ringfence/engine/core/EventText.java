package io.ringfence.engine.core;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.util.List;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;

/** Turns the events of a record into one readable line each. */
final class EventText {
    private static final String[] CANCEL_REASONS = {
        "by_user",
        "unfilled_ioc",
        "fok",
        "no_liquidity",
        "self_match",
        "min_quantity",
        "expired",
        "kill",
        "mass",
        "dead_man",
        "post_only",
        "by_replace",
        "size_overflow"
    };

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LongFunction<String> names;

    EventText(LongFunction<String> names) {
        this.names = names;
    }

    /** Appends a line for every message behind the command. */
    void read(RecordReader reader, boolean skipCommand, List<String> lines) {
        if (skipCommand) {
            reader.next();
        }
        while (reader.next()) {
            lines.add(line(reader.record(), reader.messageOffset(), reader.templateId()));
        }
    }

    private String line(DirectBuffer b, int at, int template) {
        return switch (template) {
            case DecisionDecoder.TEMPLATE_ID -> decision(new DecisionDecoder().wrapAndApplyHeader(b, at, header));
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                OrderAcceptedDecoder d = new OrderAcceptedDecoder().wrapAndApplyHeader(b, at, header);
                yield "accepted " + name(d.orderId()) + " " + Decimal.format(d.quantityE8());
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder d = new OrderRejectedDecoder().wrapAndApplyHeader(b, at, header);
                yield "rejected " + d.code() + (d.consumesId() != 0 ? "" : " id-free");
            }
            case ExecutionDecoder.TEMPLATE_ID -> execution(new ExecutionDecoder().wrapAndApplyHeader(b, at, header));
            case OrderCanceledDecoder.TEMPLATE_ID -> {
                OrderCanceledDecoder d = new OrderCanceledDecoder().wrapAndApplyHeader(b, at, header);
                yield "canceled " + name(d.orderId()) + " " + CANCEL_REASONS[d.reason()];
            }
            case OrderReplacedDecoder.TEMPLATE_ID ->
                replaced(new OrderReplacedDecoder().wrapAndApplyHeader(b, at, header));
            case CancelRejectedDecoder.TEMPLATE_ID -> {
                CancelRejectedDecoder d = new CancelRejectedDecoder().wrapAndApplyHeader(b, at, header);
                yield (d.replace() != 0 ? "replace_rejected " : "cancel_rejected ") + name(d.orderId()) + " "
                        + d.code();
            }
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                "triggered "
                        + name(new OrderTriggeredDecoder()
                                .wrapAndApplyHeader(b, at, header)
                                .orderId());
            default -> risk(b, at, template);
        };
    }

    private String decision(DecisionDecoder d) {
        StringBuilder text = new StringBuilder("decision " + Decision.name(d.result()) + " " + d.primaryCode());
        if (d.result() == Decision.REDUCE_SIZE) {
            text.append(' ').append(Decimal.format(d.approvedE8()));
        }
        if ((d.flags() & Decision.FLAG_NOT_REDUCIBLE) != 0) {
            text.append(" NOT_REDUCIBLE");
        }
        if ((d.flags() & Decision.FLAG_RESIDUAL_BELOW_MIN) != 0) {
            text.append(" RESIDUAL_BELOW_MIN");
        }
        return text.toString();
    }

    private String execution(ExecutionDecoder d) {
        return "execution " + name(d.orderId()) + " " + Decimal.format(d.quantityE8()) + "@"
                + Decimal.format(d.priceE8()) + (d.feeE8() == 0 ? "" : " fee " + Decimal.format(d.feeE8()));
    }

    private String replaced(OrderReplacedDecoder d) {
        return "replaced " + name(d.orderId()) + " " + Decimal.format(d.quantityE8())
                + (d.limitPriceE8() == Fixed.ABSENT ? "" : "@" + Decimal.format(d.limitPriceE8()))
                + (d.stopPriceE8() == Fixed.ABSENT ? "" : " stop " + Decimal.format(d.stopPriceE8()));
    }

    private String risk(DirectBuffer b, int at, int template) {
        return switch (template) {
            case DuplicateOrderDecoder.TEMPLATE_ID ->
                "duplicate of "
                        + name(new DuplicateOrderDecoder()
                                .wrapAndApplyHeader(b, at, header)
                                .firstSequence());
            case KillChangedDecoder.TEMPLATE_ID -> kill(new KillChangedDecoder().wrapAndApplyHeader(b, at, header));
            case DayRollDecoder.TEMPLATE_ID -> {
                DayRollDecoder d = new DayRollDecoder().wrapAndApplyHeader(b, at, header);
                yield "day_roll A" + (d.accountId() + 1) + " " + d.day() + " open "
                        + Decimal.format(d.dayOpenEquityE8());
            }
            case LimitsChangedDecoder.TEMPLATE_ID -> "limits";
            case StateHashDecoder.TEMPLATE_ID -> "state_hash";
            case CashChangedDecoder.TEMPLATE_ID ->
                "cash "
                        + Decimal.format(new CashChangedDecoder()
                                .wrapAndApplyHeader(b, at, header)
                                .cashE8());
            case MassCancelReportDecoder.TEMPLATE_ID -> {
                MassCancelReportDecoder d = new MassCancelReportDecoder().wrapAndApplyHeader(b, at, header);
                yield "mass_cancel " + d.canceled() + (d.remaining() != 0 ? " more" : " done");
            }
            case CommandRefusedDecoder.TEMPLATE_ID ->
                "refused "
                        + new CommandRefusedDecoder()
                                .wrapAndApplyHeader(b, at, header)
                                .code();
            case LatchChangedDecoder.TEMPLATE_ID -> {
                LatchChangedDecoder d = new LatchChangedDecoder().wrapAndApplyHeader(b, at, header);
                yield (d.latched() != 0 ? "latched " : "unlatched ") + d.gate();
            }
            case UsageWarningDecoder.TEMPLATE_ID -> {
                UsageWarningDecoder d = new UsageWarningDecoder().wrapAndApplyHeader(b, at, header);
                yield "warning " + d.gate() + " stage " + d.stage();
            }
            case OrderQuarantinedDecoder.TEMPLATE_ID -> "quarantined";
            case LogicActivatedDecoder.TEMPLATE_ID -> {
                LogicActivatedDecoder d = new LogicActivatedDecoder().wrapAndApplyHeader(b, at, header);
                yield "logic " + d.versionBefore() + " -> " + d.logicVersion();
            }
            default -> throw new IllegalStateException("unknown event " + template);
        };
    }

    private static String kill(KillChangedDecoder d) {
        return "kill " + Scope.name(d.scope()) + " " + KillLevel.name(d.previousLevel()) + "->"
                + KillLevel.name(d.level()) + " " + KillCause.name(d.cause());
    }

    private String name(long orderId) {
        return orderId == 0 ? "-" : names.apply(orderId);
    }
}
