package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.gateway.egress.Lookups;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.CommandAnswers;
import io.ringfence.gateway.json.Listings;
import io.ringfence.gateway.json.OrderAnswers;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.ReplaceAnswers;
import io.ringfence.gateway.limits.LimitChange;
import io.ringfence.gateway.limits.LimitTarget;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns commit records into answers, each kind on the thread that reads its records. */
final class Answers {
    /** Egress thread. */
    private final OrderAnswers live;

    private final ReplaceAnswers replaces;
    private final CommandAnswers commands;
    /** Lookup thread. */
    private final OrderAnswers old;

    private final Lookups lookups;
    private final Reads reads;

    Answers(Supplier<Names> names, String mode, String typeBase, Lookups lookups, Reads reads) {
        this.live = new OrderAnswers(names, mode, typeBase);
        this.replaces = new ReplaceAnswers(names, typeBase);
        this.commands = new CommandAnswers(names, typeBase);
        this.old = new OrderAnswers(names, mode, typeBase);
        this.lookups = lookups;
        this.reads = reads;
    }

    /** Answers a new order; one that only repeats an earlier order gets that one's answer, from the journal. */
    void newOrder(Call call, CommitRecord record) {
        long first = live.repeats(record);
        if (first == 0) {
            call.answer(live.answer(record));
            return;
        }
        boolean queued = lookups.read(first, original -> repeat(call, original), () -> missing(call, first));
        if (!queued) {
            call.problem(Problem.code(ReasonCode.BACKPRESSURE.number, "Too many repeated orders wait; come back"));
        }
    }

    private void repeat(Call call, CommitRecord original) {
        if (original.commandTemplateId() != NewOrderDecoder.TEMPLATE_ID) {
            missing(call, original.sequence());
            return;
        }
        Answer first = old.answer(original);
        Answer again = first.status() == 201 ? first.withStatus(200) : first;
        call.answer(again.withHeader("Idempotent-Replay", "true"));
    }

    private static void missing(Call call, long first) {
        call.problem(Problem.of(
                503,
                ReasonCode.INTERNAL.number,
                "This order repeats " + first + ", whose record can not be read now; query it by client_order_id"));
    }

    void replace(Call call, CommitRecord record) {
        Answer answer = replaces.answer(record);
        if (replaces.refusedCode() == ReasonCode.UNKNOWN_ORDER.number) {
            reads.refineUnknown(call, answer);
        } else {
            call.answer(answer);
        }
    }

    /** Where the engine knows no such open order, the read model tells one that has ended from one that never was. */
    void cancel(Call call, CommitRecord record) {
        Answer answer = commands.cancel(record);
        if (commands.refusedCode() == ReasonCode.UNKNOWN_ORDER.number) {
            reads.refineUnknown(call, answer);
        } else {
            call.answer(answer);
        }
    }

    void massCancel(Call call, CommitRecord record) {
        call.answer(commands.massCancel(record));
    }

    void kill(Call call, CommitRecord record) {
        call.answer(commands.kill(record));
    }

    void deadMan(Call call, CommitRecord record) {
        call.answer(commands.deadMan(record));
    }

    /** Null when somebody else has changed the limits meanwhile. */
    @Nullable
    Answer limits(CommitRecord record, LimitTarget target, LimitChange change) {
        return commands.limits(record, target, change);
    }

    /** Answers with the audit of a decision, on the lookup thread. */
    void decision(Call call, long sequence, Supplier<Names> names) {
        boolean queued =
                lookups.read(sequence, record -> decision(call, record, names.get()), () -> noDecision(call, sequence));
        if (!queued) {
            call.problem(Problem.code(ReasonCode.BACKPRESSURE.number, "Too many look-ups wait; come back"));
        }
    }

    private void decision(Call call, CommitRecord record, Names names) {
        OrderAnswers.Audit audit = old.audit(record);
        String account = audit == null ? null : names.account(audit.accountId());
        boolean visible = account == null
                ? call.credential().hasAllAccounts()
                : call.credential().mayUse(account);
        if (audit == null || !visible) {
            noDecision(call, record.sequence());
        } else {
            call.answer(Answer.json(200, audit.document()));
        }
    }

    /** Answers with the audits of several decisions, read one after the other. */
    void decisions(Call call, List<Long> sequences, long asOfSequence) {
        next(call, sequences, new ArrayList<>(), asOfSequence);
    }

    private void next(Call call, List<Long> sequences, List<byte[]> documents, long asOfSequence) {
        if (documents.size() == sequences.size()) {
            call.answer(Listings.decisions(documents, asOfSequence));
            return;
        }
        long sequence = sequences.get(documents.size());
        boolean queued = lookups.read(
                sequence,
                record -> {
                    OrderAnswers.Audit audit = old.audit(record);
                    if (audit == null) {
                        noDecision(call, sequence);
                    } else {
                        documents.add(audit.document());
                        next(call, sequences, documents, asOfSequence);
                    }
                },
                () -> noDecision(call, sequence));
        if (!queued) {
            call.problem(Problem.code(ReasonCode.BACKPRESSURE.number, "Too many look-ups wait; come back"));
        }
    }

    private static void noDecision(Call call, long sequence) {
        call.problem(Problem.http(404, "There is no decision d-" + sequence));
    }
}
