package io.ringfence.engine.command;

import io.ringfence.engine.schema.*;
import io.ringfence.engine.units.Fixed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes commands, one at a time, into a buffer of its own; the edges (REST, FIX, feeds, configuration) each have one
 * per thread. Every method starts a new command with its origin set and its optional fields absent.
 */
public final class CommandWriter {
    private static final byte[] NO_ID = new byte[NewOrderEncoder.clientOrderIdLength()];

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replace = new ReplaceOrderEncoder();
    private final MassCancelEncoder massCancel = new MassCancelEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final SymbolStatusEncoder status = new SymbolStatusEncoder();
    private final FeedGapEncoder gap = new FeedGapEncoder();
    private final FxRateEncoder fx = new FxRateEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final KillEncoder kill = new KillEncoder();
    private final KillResetEncoder killReset = new KillResetEncoder();
    private final SetLimitsEncoder setLimits = new SetLimitsEncoder();
    private final CashFlowEncoder cash = new CashFlowEncoder();
    private final ResetHighWaterMarkEncoder resetHwm = new ResetHighWaterMarkEncoder();
    private final DeadManEncoder deadMan = new DeadManEncoder();
    private final DefineInstrumentEncoder instrument = new DefineInstrumentEncoder();
    private final DefineAccountEncoder account = new DefineAccountEncoder();
    private final DefineStrategyEncoder strategy = new DefineStrategyEncoder();
    private final DefineSessionEncoder session = new DefineSessionEncoder();
    private final SessionMarkEncoder mark = new SessionMarkEncoder();
    private final DefineGroupEncoder group = new DefineGroupEncoder();
    private final EngineSettingsEncoder settings = new EngineSettingsEncoder();
    private final PermitSymbolEncoder permit = new PermitSymbolEncoder();
    private final BootEncoder boot = new BootEncoder();
    private final HashStateEncoder hashState = new HashStateEncoder();
    private final QuarantineEncoder quarantine = new QuarantineEncoder();
    private final UpgradeEncoder upgrade = new UpgradeEncoder();

    private long correlationId;
    private long sourceSeqNum;
    private int sessionId;
    private int keyId;
    private int length;

    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of the command last encoded by a method that returns nothing. */
    public int length() {
        return length;
    }

    /** Who sends the commands that follow. */
    public CommandWriter origin(long correlationId, long sourceSeqNum, int sessionId, int keyId) {
        this.correlationId = correlationId;
        this.sourceSeqNum = sourceSeqNum;
        this.sessionId = sessionId;
        this.keyId = keyId;
        return this;
    }

    /** A new order with everything optional absent; set the rest on the encoder. */
    public NewOrderEncoder newOrder(int accountId, int symbolId, String clientOrderId) {
        newOrder.wrapAndApplyHeader(buffer, 0, header);
        origin(newOrder.origin());
        newOrder.accountId(accountId)
                .symbolId(symbolId)
                .strategyId(-1)
                .timeInForce((byte) -1)
                .smpMode((byte) -1)
                .flags(0)
                .limitPriceE8(Fixed.ABSENT)
                .stopPriceE8(Fixed.ABSENT)
                .minQuantityE8(0)
                .expireAtNanos(Fixed.ABSENT)
                .transactTimeNanos(Fixed.ABSENT)
                .maxAgeNanos(0)
                .smpId(Fixed.ABSENT)
                .putClientOrderId(id(clientOrderId), 0);
        length = header.encodedLength() + newOrder.encodedLength();
        return newOrder;
    }

    public void cancel(int accountId, int symbolId, long orderId, String clientOrderId, String origClientOrderId) {
        cancel.wrapAndApplyHeader(buffer, 0, header);
        origin(cancel.origin());
        cancel.accountId(accountId)
                .symbolId(symbolId)
                .orderId(orderId)
                .putClientOrderId(id(clientOrderId), 0)
                .putOrigClientOrderId(id(origClientOrderId), 0);
        length = header.encodedLength() + cancel.encodedLength();
    }

    /** A replace that changes nothing yet; set the new values on the encoder. */
    public ReplaceOrderEncoder replace(int accountId, long orderId, String clientOrderId, String origClientOrderId) {
        replace.wrapAndApplyHeader(buffer, 0, header);
        origin(replace.origin());
        replace.accountId(accountId)
                .symbolId(-1)
                .side((byte) -1)
                .orderType((byte) -1)
                .timeInForce((byte) -1)
                .orderId(orderId)
                .quantityE8(Fixed.ABSENT)
                .limitPriceE8(Fixed.ABSENT)
                .stopPriceE8(Fixed.ABSENT)
                .expireAtNanos(Fixed.ABSENT)
                .putClientOrderId(id(clientOrderId), 0)
                .putOrigClientOrderId(id(origClientOrderId), 0);
        length = header.encodedLength() + replace.encodedLength();
        return replace;
    }

    /** -1 in any filter means all. */
    public void massCancel(int accountId, int symbolId, int strategyId, int side, int session, String clientOrderId) {
        massCancel.wrapAndApplyHeader(buffer, 0, header);
        origin(massCancel.origin());
        massCancel
                .accountId(accountId)
                .symbolId(symbolId)
                .strategyId(strategyId)
                .side((byte) side)
                .targetSessionId(session)
                .putClientOrderId(id(clientOrderId), 0);
        length = header.encodedLength() + massCancel.encodedLength();
    }

    public void quote(int symbolId, long bidE8, long bidQtyE8, long askE8, long askQtyE8, long lastE8) {
        quote.wrapAndApplyHeader(buffer, 0, header);
        origin(quote.origin());
        quote.symbolId(symbolId)
                .bidE8(bidE8)
                .bidQuantityE8(bidQtyE8)
                .askE8(askE8)
                .askQuantityE8(askQtyE8)
                .lastE8(lastE8);
        length = header.encodedLength() + quote.encodedLength();
    }

    public void trade(int symbolId, long priceE8, long quantityE8) {
        trade.wrapAndApplyHeader(buffer, 0, header);
        origin(trade.origin());
        trade.symbolId(symbolId).priceE8(priceE8).quantityE8(quantityE8);
        length = header.encodedLength() + trade.encodedLength();
    }

    public void status(int symbolId, int symbolStatus) {
        status.wrapAndApplyHeader(buffer, 0, header);
        origin(status.origin());
        status.symbolId(symbolId).status((byte) symbolStatus);
        length = header.encodedLength() + status.encodedLength();
    }

    public void gap(int symbolId, boolean open) {
        gap.wrapAndApplyHeader(buffer, 0, header);
        origin(gap.origin());
        gap.symbolId(symbolId).open((byte) (open ? 1 : 0));
        length = header.encodedLength() + gap.encodedLength();
    }

    public void fxRate(int symbolId, long rateE8) {
        fx.wrapAndApplyHeader(buffer, 0, header);
        origin(fx.origin());
        fx.symbolId(symbolId).rateE8(rateE8);
        length = header.encodedLength() + fx.encodedLength();
    }

    public void timer() {
        timer.wrapAndApplyHeader(buffer, 0, header);
        origin(timer.origin());
        length = header.encodedLength() + timer.encodedLength();
    }

    /** Asks for a state hash in the command's own record. */
    public void hashState() {
        hashState.wrapAndApplyHeader(buffer, 0, header);
        origin(hashState.origin());
        length = header.encodedLength() + hashState.encodedLength();
    }

    public void kill(
            int scope, int level, boolean cancelAll, int accountId, int targetId, String reason, String actor) {
        kill.wrapAndApplyHeader(buffer, 0, header);
        origin(kill.origin());
        kill.scope((byte) scope)
                .level((byte) level)
                .cancelAll((byte) (cancelAll ? 1 : 0))
                .accountId(accountId)
                .targetId(targetId)
                .reason(text(reason))
                .actor(text(actor));
        length = header.encodedLength() + kill.encodedLength();
    }

    public void killReset(int scope, int accountId, int targetId, String reason, String actor) {
        killReset.wrapAndApplyHeader(buffer, 0, header);
        origin(killReset.origin());
        killReset
                .scope((byte) scope)
                .accountId(accountId)
                .targetId(targetId)
                .reason(text(reason))
                .actor(text(actor));
        length = header.encodedLength() + killReset.encodedLength();
    }

    /** One row of a limit change. */
    public record LimitRow(int fieldId, int symbolId, int otherSymbolId, long value) {}

    public void setLimits(
            int scope,
            int accountId,
            int targetId,
            long expectedVersion,
            List<LimitRow> rows,
            String reason,
            String actor) {
        setLimits.wrapAndApplyHeader(buffer, 0, header);
        origin(setLimits.origin());
        setLimits.scope((byte) scope).accountId(accountId).targetId(targetId).expectedVersion(expectedVersion);
        SetLimitsEncoder.RowsEncoder encoder = setLimits.rowsCount(rows.size());
        for (LimitRow row : rows) {
            encoder.next()
                    .fieldId(row.fieldId())
                    .symbolId(row.symbolId())
                    .otherSymbolId(row.otherSymbolId())
                    .limitValue(row.value());
        }
        setLimits.reason(text(reason)).actor(text(actor));
        length = header.encodedLength() + setLimits.encodedLength();
    }

    public void cashFlow(int accountId, long amountE8, String reason, String actor) {
        cash.wrapAndApplyHeader(buffer, 0, header);
        origin(cash.origin());
        cash.accountId(accountId).amountE8(amountE8).reason(text(reason)).actor(text(actor));
        length = header.encodedLength() + cash.encodedLength();
    }

    public void resetHighWaterMark(int accountId, String reason, String actor) {
        resetHwm.wrapAndApplyHeader(buffer, 0, header);
        origin(resetHwm.origin());
        resetHwm.accountId(accountId).reason(text(reason)).actor(text(actor));
        length = header.encodedLength() + resetHwm.encodedLength();
    }

    public void deadMan(int accountId, long timeoutNanos) {
        deadMan.wrapAndApplyHeader(buffer, 0, header);
        origin(deadMan.origin());
        deadMan.accountId(accountId).timeoutNanos(timeoutNanos);
        length = header.encodedLength() + deadMan.encodedLength();
    }

    /** Defines the instrument with the next dense id; optional fields absent, call {@code symbolName} last. */
    public DefineInstrumentEncoder instrument(int symbolId) {
        instrument.wrapAndApplyHeader(buffer, 0, header);
        origin(instrument.origin());
        instrument
                .symbolId(symbolId)
                .kind((byte) 0)
                .tickE8(0)
                .lotE8(0)
                .minQuantityE8(0)
                .venueMaxQuantityE8(Fixed.ABSENT)
                .minNotionalE8(0)
                .collarBps(0)
                .quoteCurrency(currency("USD"))
                .openingReferenceE8(Fixed.ABSENT);
        return instrument;
    }

    /** Bytes of the command after {@link #instrument} was completed. */
    public int instrumentLength() {
        return header.encodedLength() + instrument.encodedLength();
    }

    public void account(
            int accountId, String currency, int smpMode, boolean shortAllowed, int maxOpenOrders, String name) {
        account.wrapAndApplyHeader(buffer, 0, header);
        origin(account.origin());
        account.accountId(accountId)
                .currency(currency(currency))
                .smpMode((byte) smpMode)
                .shortAllowed((byte) (shortAllowed ? 1 : 0))
                .maxOpenOrders(maxOpenOrders)
                .accountName(text(name));
        length = header.encodedLength() + account.encodedLength();
    }

    public void strategy(int accountId, int strategyId, String name) {
        strategy.wrapAndApplyHeader(buffer, 0, header);
        origin(strategy.origin());
        strategy.accountId(accountId).strategyId(strategyId).strategyName(text(name));
        length = header.encodedLength() + strategy.encodedLength();
    }

    /** Names a session; {@code sessionId} is the next dense one. */
    public void session(int sessionId, String name) {
        session.wrapAndApplyHeader(buffer, 0, header);
        origin(session.origin());
        session.sessionId(sessionId).sessionName(text(name));
        length = header.encodedLength() + session.encodedLength();
    }

    /** Journals how far a session was read: the {@code sourceSeqNum} of the origin. */
    public void sessionMark() {
        mark.wrapAndApplyHeader(buffer, 0, header);
        origin(mark.origin());
        length = header.encodedLength() + mark.encodedLength();
    }

    public void group(int groupId, String name, int... accountIds) {
        group.wrapAndApplyHeader(buffer, 0, header);
        origin(group.origin());
        group.groupId(groupId);
        DefineGroupEncoder.MembersEncoder members = group.membersCount(accountIds.length);
        for (int accountId : accountIds) {
            members.next().accountId(accountId);
        }
        group.groupName(text(name));
        length = header.encodedLength() + group.encodedLength();
    }

    /** Pairs of (setting id, value). */
    public void settings(long[][] rows) {
        settings.wrapAndApplyHeader(buffer, 0, header);
        origin(settings.origin());
        EngineSettingsEncoder.RowsEncoder encoder = settings.rowsCount(rows.length);
        for (long[] row : rows) {
            encoder.next().settingId((int) row[0]).settingValue(row[1]);
        }
        length = header.encodedLength() + settings.encodedLength();
    }

    public void permit(int accountId, int symbolId, boolean permitted) {
        permit.wrapAndApplyHeader(buffer, 0, header);
        origin(permit.origin());
        permit.accountId(accountId).symbolId(symbolId).permitted((byte) (permitted ? 1 : 0));
        length = header.encodedLength() + permit.encodedLength();
    }

    /** See the schema for the values of {@code killState}. */
    public void boot(int killState, int fileGlobalLevel, boolean ready) {
        boot.wrapAndApplyHeader(buffer, 0, header);
        origin(boot.origin());
        boot.killState((byte) killState).fileGlobalLevel((byte) fileGlobalLevel).ready((byte) (ready ? 1 : 0));
        length = header.encodedLength() + boot.encodedLength();
    }

    public void quarantine(int accountId, boolean cleared, String clientOrderId) {
        quarantine.wrapAndApplyHeader(buffer, 0, header);
        origin(quarantine.origin());
        quarantine.accountId(accountId).cleared((byte) (cleared ? 1 : 0)).putClientOrderId(id(clientOrderId), 0);
        length = header.encodedLength() + quarantine.encodedLength();
    }

    /** Activates newer rules ({@code LogicVersion}). */
    public void upgrade(int logicVersion) {
        upgrade.wrapAndApplyHeader(buffer, 0, header);
        origin(upgrade.origin());
        upgrade.logicVersion(logicVersion);
        length = header.encodedLength() + upgrade.encodedLength();
    }

    /** Three ASCII letters as one int, big-endian. */
    public static int currency(String code) {
        if (code.length() != 3) {
            throw new IllegalArgumentException("currency \"" + code + "\" is not three letters");
        }
        return code.charAt(0) << 16 | code.charAt(1) << 8 | code.charAt(2);
    }

    private void origin(OriginEncoder origin) {
        origin.correlationId(correlationId)
                .sourceSeqNum(sourceSeqNum)
                .sessionId(sessionId)
                .keyId(keyId);
    }

    private static byte[] id(String clientOrderId) {
        if (clientOrderId.isEmpty()) {
            return NO_ID;
        }
        byte[] ascii = clientOrderId.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length > NO_ID.length) {
            throw new IllegalArgumentException(
                    "client order id \"" + clientOrderId + "\" is longer than " + NO_ID.length + " characters");
        }
        byte[] padded = new byte[NO_ID.length];
        System.arraycopy(ascii, 0, padded, 0, ascii.length);
        return padded;
    }

    /** At most 255 characters of free text, so that it fits its field in any script. */
    private static String text(String value) {
        return value.length() <= 255 ? value : value.substring(0, 255);
    }
}
