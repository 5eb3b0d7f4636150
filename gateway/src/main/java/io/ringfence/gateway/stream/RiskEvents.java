package io.ringfence.gateway.stream;

import io.ringfence.engine.schema.DayRollDecoder;
import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.LatchChangedDecoder;
import io.ringfence.engine.schema.LimitsChangedDecoder;
import io.ringfence.engine.schema.OrderQuarantinedDecoder;
import io.ringfence.engine.schema.QuarantineDecoder;
import io.ringfence.engine.schema.UsageWarningDecoder;
import io.ringfence.gateway.json.ScopeKeys;
import io.ringfence.gateway.json.StreamJson;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.KillReader;
import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.RecordDecoder;
import org.jspecify.annotations.Nullable;

/** Events of the channels risk and kill. */
final class RiskEvents {
    private final RecordDecoder decoder;
    private final String mode;
    private final KillReader kills = new KillReader();
    private final LatchChangedDecoder latch = new LatchChangedDecoder();
    private final UsageWarningDecoder warning = new UsageWarningDecoder();
    private final LimitsChangedDecoder limits = new LimitsChangedDecoder();
    private final DayRollDecoder dayRoll = new DayRollDecoder();
    private final OrderQuarantinedDecoder quarantined = new OrderQuarantinedDecoder();
    private String quarantinedId = "";

    RiskEvents(RecordDecoder decoder, String mode) {
        this.decoder = decoder;
        this.mode = mode;
    }

    /** The channel of a message; null when it is none of these. */
    static @Nullable Channel channel(int templateId) {
        return switch (templateId) {
            case LatchChangedDecoder.TEMPLATE_ID,
                    UsageWarningDecoder.TEMPLATE_ID,
                    LimitsChangedDecoder.TEMPLATE_ID,
                    DayRollDecoder.TEMPLATE_ID,
                    OrderQuarantinedDecoder.TEMPLATE_ID -> Channel.RISK;
            case KillChangedDecoder.TEMPLATE_ID -> Channel.KILL;
            default -> null;
        };
    }

    void command(CommitRecord record) {
        kills.command(record);
        quarantinedId = record.templateId() == QuarantineDecoder.TEMPLATE_ID ? decoder.quarantinedId(record) : "";
    }

    /** The event at the record's cursor. */
    StreamEvent event(CommitRecord record, int ordinal, Channel channel, Names names) {
        return switch (record.templateId()) {
            case LatchChangedDecoder.TEMPLATE_ID -> latch(record, ordinal, names);
            case UsageWarningDecoder.TEMPLATE_ID -> warning(record, ordinal, names);
            case LimitsChangedDecoder.TEMPLATE_ID -> limits(record, ordinal, names);
            case DayRollDecoder.TEMPLATE_ID -> dayRoll(record, ordinal, names);
            case OrderQuarantinedDecoder.TEMPLATE_ID -> quarantined(record, ordinal, names);
            case KillChangedDecoder.TEMPLATE_ID -> kill(record, ordinal, names);
            default -> throw new IllegalStateException("no event of " + channel + ": " + record.templateId());
        };
    }

    private StreamEvent latch(CommitRecord record, int ordinal, Names names) {
        latch.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        String account = names.account(latch.accountId());
        StreamJson.Head head = head(record, ordinal, Channel.RISK, "latch_changed");
        byte[] json = StreamJson.latch(
                head, account, latch.gate(), latch.latched() != 0, latch.observed(), latch.limitValue());
        return ofAccount(head, ordinal, account, json);
    }

    private StreamEvent warning(CommitRecord record, int ordinal, Names names) {
        warning.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        String account = names.account(warning.accountId());
        StreamJson.Head head = head(record, ordinal, Channel.RISK, "usage_warning");
        byte[] json = StreamJson.warning(head, account, warning.gate(), warning.stage(), warning.usedBps());
        return ofAccount(head, ordinal, account, json);
    }

    private StreamEvent dayRoll(CommitRecord record, int ordinal, Names names) {
        dayRoll.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        String account = names.account(dayRoll.accountId());
        StreamJson.Head head = head(record, ordinal, Channel.RISK, "day_rolled");
        byte[] json = StreamJson.dayRoll(head, account, dayRoll.day(), dayRoll.dayOpenEquityE8());
        return ofAccount(head, ordinal, account, json);
    }

    private StreamEvent quarantined(CommitRecord record, int ordinal, Names names) {
        quarantined.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        String account = names.account(quarantined.accountId());
        StreamJson.Head head = head(record, ordinal, Channel.RISK, "quarantine_changed");
        byte[] json = StreamJson.quarantine(head, account, quarantinedId, quarantined.cleared() != 0);
        return ofAccount(head, ordinal, account, json);
    }

    private StreamEvent limits(CommitRecord record, int ordinal, Names names) {
        limits.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        int scope = limits.scope();
        int accountId = limits.accountId();
        String key = ScopeKeys.key(scope, accountId, limits.targetId(), names);
        StreamJson.Head head = head(record, ordinal, Channel.RISK, "limits_changed");
        byte[] json = StreamJson.limits(head, limits.version(), scope, key);
        return scoped(head, ordinal, Channel.RISK, scope, names.account(accountId), json);
    }

    private StreamEvent kill(CommitRecord record, int ordinal, Names names) {
        KillTrip trip = kills.change(record);
        StreamJson.Head head = head(record, ordinal, Channel.KILL, "kill_changed");
        byte[] json = StreamJson.kill(head, trip, names);
        return scoped(head, ordinal, Channel.KILL, trip.scope(), names.account(trip.accountId()), json);
    }

    private StreamJson.Head head(CommitRecord record, int ordinal, Channel channel, String type) {
        return StreamEvent.head(record, ordinal, channel, type, mode);
    }

    private static StreamEvent ofAccount(StreamJson.Head head, int ordinal, @Nullable String account, byte[] json) {
        return new StreamEvent(head.sequence(), ordinal, Channel.RISK, head.type(), true, account, json);
    }

    /** As the risk state shows it: what is not of one account or strategy concerns everybody. */
    private static StreamEvent scoped(
            StreamJson.Head head, int ordinal, Channel channel, int scope, @Nullable String account, byte[] json) {
        boolean ofAccount = ScopeKeys.isOfAccount(scope);
        return new StreamEvent(
                head.sequence(), ordinal, channel, head.type(), ofAccount, ofAccount ? account : null, json);
    }
}
