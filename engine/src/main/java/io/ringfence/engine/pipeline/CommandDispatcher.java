package io.ringfence.engine.pipeline;

import io.ringfence.engine.control.Administration;
import io.ringfence.engine.control.Definitions;
import io.ringfence.engine.control.Housekeeping;
import io.ringfence.engine.control.MarketFeed;
import io.ringfence.engine.control.MassCancels;
import io.ringfence.engine.control.OrderAmendment;
import io.ringfence.engine.control.OrderEntry;
import io.ringfence.engine.schema.*;
import org.agrona.DirectBuffer;

/** Wraps the flyweight of a command's template over the slot and hands it to the room that deals with it. */
final class CommandDispatcher {
    private final OrderEntry entry;
    private final OrderAmendment amendment;
    private final MassCancels massCancels;
    private final MarketFeed market;
    private final Housekeeping housekeeping;
    private final Administration administration;
    private final Definitions definitions;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final MassCancelDecoder massCancel = new MassCancelDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final SymbolStatusDecoder status = new SymbolStatusDecoder();
    private final FeedGapDecoder gap = new FeedGapDecoder();
    private final FxRateDecoder rate = new FxRateDecoder();
    private final KillDecoder kill = new KillDecoder();
    private final KillResetDecoder killReset = new KillResetDecoder();
    private final SetLimitsDecoder limits = new SetLimitsDecoder();
    private final CashFlowDecoder cash = new CashFlowDecoder();
    private final ResetHighWaterMarkDecoder resetHwm = new ResetHighWaterMarkDecoder();
    private final DeadManDecoder deadMan = new DeadManDecoder();
    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder account = new DefineAccountDecoder();
    private final DefineStrategyDecoder strategy = new DefineStrategyDecoder();
    private final DefineSessionDecoder session = new DefineSessionDecoder();
    private final DefineGroupDecoder group = new DefineGroupDecoder();
    private final EngineSettingsDecoder settings = new EngineSettingsDecoder();
    private final PermitSymbolDecoder permit = new PermitSymbolDecoder();
    private final BootDecoder boot = new BootDecoder();
    private final QuarantineDecoder quarantine = new QuarantineDecoder();
    private final UpgradeDecoder upgrade = new UpgradeDecoder();

    CommandDispatcher(
            OrderEntry entry,
            OrderAmendment amendment,
            MassCancels massCancels,
            MarketFeed market,
            Housekeeping housekeeping,
            Administration administration,
            Definitions definitions) {
        this.entry = entry;
        this.amendment = amendment;
        this.massCancels = massCancels;
        this.market = market;
        this.housekeeping = housekeeping;
        this.administration = administration;
        this.definitions = definitions;
    }

    void dispatch(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new IllegalStateException("a command of schema " + header.schemaId() + " is on the ring");
        }
        switch (header.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> entry.newOrder(newOrder.wrapAndApplyHeader(buffer, offset, header));
            case CancelOrderDecoder.TEMPLATE_ID -> amendment.cancel(cancel.wrapAndApplyHeader(buffer, offset, header));
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                amendment.replace(replace.wrapAndApplyHeader(buffer, offset, header));
            case QuoteDecoder.TEMPLATE_ID -> market.quote(quote.wrapAndApplyHeader(buffer, offset, header));
            case TradeDecoder.TEMPLATE_ID -> market.trade(trade.wrapAndApplyHeader(buffer, offset, header));
            case TimerDecoder.TEMPLATE_ID -> housekeeping.timer();
            default -> dispatchRare(buffer, offset);
        }
    }

    private void dispatchRare(DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case MassCancelDecoder.TEMPLATE_ID -> massCancel(massCancel.wrapAndApplyHeader(buffer, offset, header));
            case CancelSliceDecoder.TEMPLATE_ID -> massCancels.continueOldest();
            case SymbolStatusDecoder.TEMPLATE_ID -> market.status(status.wrapAndApplyHeader(buffer, offset, header));
            case FeedGapDecoder.TEMPLATE_ID -> market.gap(gap.wrapAndApplyHeader(buffer, offset, header));
            case FxRateDecoder.TEMPLATE_ID -> market.rate(rate.wrapAndApplyHeader(buffer, offset, header));
            case KillDecoder.TEMPLATE_ID -> administration.kill(kill.wrapAndApplyHeader(buffer, offset, header));
            case KillResetDecoder.TEMPLATE_ID ->
                administration.killReset(killReset.wrapAndApplyHeader(buffer, offset, header));
            case CashFlowDecoder.TEMPLATE_ID -> administration.cash(cash.wrapAndApplyHeader(buffer, offset, header));
            case ResetHighWaterMarkDecoder.TEMPLATE_ID ->
                administration.resetHighWaterMark(resetHwm.wrapAndApplyHeader(buffer, offset, header));
            case DeadManDecoder.TEMPLATE_ID ->
                administration.deadMan(deadMan.wrapAndApplyHeader(buffer, offset, header));
            case EngineSettingsDecoder.TEMPLATE_ID ->
                administration.settings(settings.wrapAndApplyHeader(buffer, offset, header));
            case BootDecoder.TEMPLATE_ID -> administration.boot(boot.wrapAndApplyHeader(buffer, offset, header));
            case SessionMarkDecoder.TEMPLATE_ID -> {
                // its origin says it all
            }
            case HashStateDecoder.TEMPLATE_ID -> administration.hashState();
            case QuarantineDecoder.TEMPLATE_ID ->
                administration.quarantine(quarantine.wrapAndApplyHeader(buffer, offset, header));
            case UpgradeDecoder.TEMPLATE_ID ->
                administration.upgrade(upgrade.wrapAndApplyHeader(buffer, offset, header));
            default -> define(buffer, offset);
        }
    }

    private void define(DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case SetLimitsDecoder.TEMPLATE_ID -> definitions.limits(limits.wrapAndApplyHeader(buffer, offset, header));
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                definitions.instrument(instrument.wrapAndApplyHeader(buffer, offset, header));
            case DefineAccountDecoder.TEMPLATE_ID ->
                definitions.account(account.wrapAndApplyHeader(buffer, offset, header));
            case DefineStrategyDecoder.TEMPLATE_ID ->
                definitions.strategy(strategy.wrapAndApplyHeader(buffer, offset, header));
            case DefineSessionDecoder.TEMPLATE_ID ->
                definitions.session(session.wrapAndApplyHeader(buffer, offset, header));
            case DefineGroupDecoder.TEMPLATE_ID -> definitions.group(group.wrapAndApplyHeader(buffer, offset, header));
            case PermitSymbolDecoder.TEMPLATE_ID ->
                definitions.permit(permit.wrapAndApplyHeader(buffer, offset, header));
            default -> throw new IllegalStateException("no command has template " + header.templateId());
        }
    }

    private void massCancel(MassCancelDecoder command) {
        massCancels.start(
                command.accountId(),
                command.symbolId(),
                command.strategyId(),
                command.side(),
                command.targetSessionId());
    }
}
