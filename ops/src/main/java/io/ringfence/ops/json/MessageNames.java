package io.ringfence.ops.json;

import io.ringfence.engine.schema.*;

/** The words for message types that {@code simulate} and {@code journal dump} use. */
public final class MessageNames {
    private MessageNames() {}

    /** The type of a command or the name of an event. */
    public static String of(int template) {
        return switch (template) {
            case NewOrderDecoder.TEMPLATE_ID -> "order";
            case CancelOrderDecoder.TEMPLATE_ID -> "cancel";
            case ReplaceOrderDecoder.TEMPLATE_ID -> "replace";
            case MassCancelDecoder.TEMPLATE_ID -> "mass_cancel";
            case CancelSliceDecoder.TEMPLATE_ID -> "cancel_slice";
            case QuoteDecoder.TEMPLATE_ID -> "quote";
            case TradeDecoder.TEMPLATE_ID -> "trade";
            case SymbolStatusDecoder.TEMPLATE_ID -> "status";
            case FeedGapDecoder.TEMPLATE_ID -> "gap";
            case FxRateDecoder.TEMPLATE_ID -> "fx";
            case TimerDecoder.TEMPLATE_ID -> "timer";
            case KillDecoder.TEMPLATE_ID -> "kill";
            case KillResetDecoder.TEMPLATE_ID -> "kill_reset";
            case SetLimitsDecoder.TEMPLATE_ID -> "limits";
            case CashFlowDecoder.TEMPLATE_ID -> "cash";
            case ResetHighWaterMarkDecoder.TEMPLATE_ID -> "hwm_reset";
            case DeadManDecoder.TEMPLATE_ID -> "dead_man";
            case DefineInstrumentDecoder.TEMPLATE_ID -> "define_instrument";
            case DefineAccountDecoder.TEMPLATE_ID -> "define_account";
            case DefineStrategyDecoder.TEMPLATE_ID -> "define_strategy";
            case DefineGroupDecoder.TEMPLATE_ID -> "define_group";
            case DefineSessionDecoder.TEMPLATE_ID -> "define_session";
            case SessionMarkDecoder.TEMPLATE_ID -> "session_mark";
            case EngineSettingsDecoder.TEMPLATE_ID -> "engine_settings";
            case PermitSymbolDecoder.TEMPLATE_ID -> "permit_symbol";
            case BootDecoder.TEMPLATE_ID -> "boot";
            case QuarantineDecoder.TEMPLATE_ID -> "quarantine";
            case UpgradeDecoder.TEMPLATE_ID -> "upgrade";
            case HashStateDecoder.TEMPLATE_ID -> "hash_state";
            default -> event(template);
        };
    }

    private static String event(int template) {
        return switch (template) {
            case DecisionDecoder.TEMPLATE_ID -> "decision";
            case OrderAcceptedDecoder.TEMPLATE_ID -> "accepted";
            case OrderRejectedDecoder.TEMPLATE_ID -> "rejected";
            case ExecutionDecoder.TEMPLATE_ID -> "execution";
            case OrderCanceledDecoder.TEMPLATE_ID -> "canceled";
            case OrderReplacedDecoder.TEMPLATE_ID -> "replaced";
            case CancelRejectedDecoder.TEMPLATE_ID -> "cancel_rejected";
            case OrderTriggeredDecoder.TEMPLATE_ID -> "triggered";
            case DuplicateOrderDecoder.TEMPLATE_ID -> "duplicate";
            case KillChangedDecoder.TEMPLATE_ID -> "kill";
            case DayRollDecoder.TEMPLATE_ID -> "day_roll";
            case LimitsChangedDecoder.TEMPLATE_ID -> "limits";
            case StateHashDecoder.TEMPLATE_ID -> "state_hash";
            case CashChangedDecoder.TEMPLATE_ID -> "cash";
            case MassCancelReportDecoder.TEMPLATE_ID -> "mass_cancel";
            case CommandRefusedDecoder.TEMPLATE_ID -> "refused";
            case LatchChangedDecoder.TEMPLATE_ID -> "latch";
            case UsageWarningDecoder.TEMPLATE_ID -> "warning";
            case OrderQuarantinedDecoder.TEMPLATE_ID -> "quarantine";
            case LogicActivatedDecoder.TEMPLATE_ID -> "logic_activated";
            default -> "#" + template;
        };
    }
}
