package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.DeadManDecoder;
import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.LimitsChangedDecoder;
import io.ringfence.engine.schema.MassCancelReportDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.limits.LimitChange;
import io.ringfence.gateway.limits.LimitTarget;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.RecordDecoder;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answers to cancels, mass cancels, trips, resets and changes of limits and timers, from their commit records. Belongs to one thread. */
public final class CommandAnswers {
    /** What the engine says of limits that somebody else has changed meanwhile. */
    private static final int VERSION_MISMATCH = 1104;

    private final RecordDecoder decoder = new RecordDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final DeadManDecoder deadMan = new DeadManDecoder();
    private final KillChangedDecoder killChanged = new KillChangedDecoder();
    private final LimitsChangedDecoder limitsChanged = new LimitsChangedDecoder();
    private final MassCancelReportDecoder report = new MassCancelReportDecoder();
    private final Supplier<Names> names;
    private final String typeBase;

    // What the record last read says.
    private int refusedCode;
    private int canceled;
    private boolean complete;
    private long canceledOrderId;
    private long cumE8;

    public CommandAnswers(Supplier<Names> names, String typeBase) {
        this.names = names;
        this.typeBase = typeBase;
    }

    /** 202, or 404 and 409 where there is nothing to cancel. */
    public Answer cancel(CommitRecord commit) {
        commit.rewind();
        cancel.wrap(commit.buffer(), commit.bodyOffset(), commit.blockLength(), commit.version());
        long asked = cancel.orderId();
        int account = cancel.accountId();
        read(commit);
        if (refusedCode != 0) {
            return refusal(commit);
        }
        return Answer.json(202, Json.bytes(json -> {
            json.writeStartObject();
            Json.number(json, "order_id", canceledOrderId != 0 ? canceledOrderId : asked);
            Json.text(json, "account", names.get().account(account));
            json.writeStringField("status", canceledOrderId != 0 ? "canceled" : "pending_cancel");
            Json.decimal(json, "filled_qty", canceledOrderId != 0 ? cumE8 : Fixed.ABSENT);
            end(json, commit);
        }));
    }

    /** Why the command answered last was refused; 0 when it was not. */
    public int refusedCode() {
        return refusedCode;
    }

    /** 202 with what was cancelled at once; {@code complete} is false while slices follow. */
    public Answer massCancel(CommitRecord commit) {
        read(commit.rewind());
        if (refusedCode != 0) {
            return refusal(commit);
        }
        return Answer.json(202, Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("canceled", canceled);
            json.writeBooleanField("complete", complete);
            end(json, commit);
        }));
    }

    /** 200 with every kill state that the command changed. */
    public Answer kill(CommitRecord commit) {
        read(commit.rewind());
        if (refusedCode != 0) {
            return refusal(commit);
        }
        int orders = canceled;
        boolean done = complete;
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("changed");
            commit.rewind();
            while (commit.next()) {
                if (commit.templateId() == KillChangedDecoder.TEMPLATE_ID) {
                    change(json, commit);
                }
            }
            json.writeEndArray();
            json.writeNumberField("canceled", orders);
            json.writeBooleanField("complete", done);
            end(json, commit);
        }));
    }

    /** 200 with when the account stops by itself; null where it no longer does. */
    public Answer deadMan(CommitRecord commit) {
        commit.rewind();
        deadMan.wrap(commit.buffer(), commit.bodyOffset(), commit.blockLength(), commit.version());
        int account = deadMan.accountId();
        long timeoutNanos = deadMan.timeoutNanos();
        read(commit);
        if (refusedCode != 0) {
            return refusal(commit);
        }
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            Json.text(json, "account", names.get().account(account));
            json.writeBooleanField("armed", timeoutNanos > 0);
            Json.time(json, "expires_at", timeoutNanos > 0 ? commit.timestampNanos() + timeoutNanos : Fixed.ABSENT);
            end(json, commit);
        }));
    }

    /** 200 with what was changed; null when the limits were not of the version that the command names any more. */
    public @Nullable Answer limits(CommitRecord commit, LimitTarget target, LimitChange change) {
        commit.rewind();
        while (commit.next()) {
            if (commit.templateId() == LimitsChangedDecoder.TEMPLATE_ID) {
                limitsChanged.wrap(commit.buffer(), commit.bodyOffset(), commit.blockLength(), commit.version());
                return LimitsJson.changed(target, change, limitsChanged.version(), commit);
            }
        }
        read(commit.rewind());
        return refusedCode == VERSION_MISMATCH ? null : refusal(commit);
    }

    private void change(JsonGenerator json, CommitRecord commit) throws IOException {
        killChanged.wrap(commit.buffer(), commit.bodyOffset(), commit.blockLength(), commit.version());
        int scope = killChanged.scope();
        json.writeStartObject();
        Json.number(json, "trip_id", killChanged.tripId());
        json.writeStringField("scope", Scope.name(scope));
        json.writeStringField(
                "key", ScopeKeys.key(scope, killChanged.accountId(), killChanged.targetId(), names.get()));
        json.writeStringField("level", KillLevel.name(killChanged.level()));
        json.writeStringField("previous_level", KillLevel.name(killChanged.previousLevel()));
        json.writeStringField("cause", KillCause.name(killChanged.cause()));
        json.writeEndObject();
    }

    private static void end(JsonGenerator json, CommitRecord commit) throws IOException {
        Json.time(json, "", commit.timestampNanos());
        Json.number(json, "seq", commit.sequence());
        json.writeEndObject();
    }

    private void read(CommitRecord commit) {
        refusedCode = 0;
        canceled = 0;
        complete = true;
        canceledOrderId = 0;
        while (commit.next()) {
            switch (commit.templateId()) {
                case CancelRejectedDecoder.TEMPLATE_ID ->
                    refusedCode = decoder.cancelRejected(commit).code();
                case CommandRefusedDecoder.TEMPLATE_ID ->
                    refusedCode = decoder.refused(commit).code();
                case OrderCanceledDecoder.TEMPLATE_ID -> {
                    canceled++;
                    OrderCanceledDecoder event = decoder.canceled(commit);
                    canceledOrderId = event.orderId();
                    cumE8 = event.cumE8();
                }
                case MassCancelReportDecoder.TEMPLATE_ID -> {
                    report.wrap(commit.buffer(), commit.bodyOffset(), commit.blockLength(), commit.version());
                    canceled = report.canceled();
                    complete = report.remaining() == 0;
                }
                default -> {
                    // decisions, fills and hashes do not belong in these answers
                }
            }
        }
    }

    private Answer refusal(CommitRecord commit) {
        return Problem.code(refusedCode, Sentences.of(refusedCode))
                .with(json -> {
                    Json.time(json, "", commit.timestampNanos());
                    Json.number(json, "seq", commit.sequence());
                })
                .answer(typeBase);
    }
}
