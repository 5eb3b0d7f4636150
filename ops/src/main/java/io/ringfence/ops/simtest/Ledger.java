package io.ringfence.ops.simtest;

import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.ops.simtest.model.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** What the clients know: every request they made, and that no two answers to one of them contradict each other. */
final class Ledger {
    private final Map<Long, Request> byNumber = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<Integer, List<String>> accepted = new HashMap<>();
    private final boolean idsExpire;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    Ledger(boolean idsExpire, Coverage coverage) {
        this.idsExpire = idsExpire;
        this.coverage = coverage;
    }

    void open(Request request) {
        byNumber.put(request.message.id(), request);
        requests.add(request);
    }

    /** A request that got no answer in time, or one that did, once more; null when there is none. */
    @Nullable
    Message again(Dice dice, Numbers numbers) {
        if (requests.isEmpty()) {
            return null;
        }
        int back = dice.below(Math.min(requests.size(), 40));
        Request request = requests.get(requests.size() - 1 - back);
        if (request.answered && !dice.chance(150)) {
            return null;
        }
        coverage.count(request.answered ? "client: repeats an answered request" : "client: time-out, sends again");
        Message message = request.message.again(numbers.next());
        byNumber.put(message.id(), request);
        request.sent++;
        return message;
    }

    /** The answer to one of its messages reaches a client. */
    void answer(Recorded record) {
        Request request = byNumber.get(Message.idOf(record.command(), 0));
        if (request == null) {
            return;
        }
        request.answered = true;
        if (request.kind == Request.Kind.ORDER) {
            note(request, record);
        }
        if (request.kind == Request.Kind.ORDER && !idsExpire) {
            for (DirectBuffer event : record.events()) {
                if (judge(request, record, event)) {
                    return;
                }
            }
        }
    }

    private void note(Request request, Recorded record) {
        boolean became = record.events().stream()
                .anyMatch(event -> Recorded.template(event) == OrderAcceptedDecoder.TEMPLATE_ID);
        if (became) {
            accepted.computeIfAbsent(request.account, id -> new ArrayList<>()).add(request.id);
        }
    }

    /** The client order id of an order that the account was lately told it has; null when there is none. */
    @Nullable
    String lately(int account, Dice dice) {
        List<String> ids = accepted.getOrDefault(account, List.of());
        return ids.isEmpty() ? null : ids.get(ids.size() - 1 - dice.below(Math.min(ids.size(), 12)));
    }

    private boolean judge(Request request, Recorded record, DirectBuffer event) {
        switch (Recorded.template(event)) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> accepted(request, record);
            case DuplicateOrderDecoder.TEMPLATE_ID ->
                duplicate(
                        request,
                        new DuplicateOrderDecoder()
                                .wrapAndApplyHeader(event, 0, header)
                                .firstSequence());
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder rejected = new OrderRejectedDecoder().wrapAndApplyHeader(event, 0, header);
                if (rejected.consumesId() != 0) {
                    refused(request, record.sequence());
                }
            }
            case CancelRejectedDecoder.TEMPLATE_ID -> throw new Violation("an order was answered like a cancel");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void accepted(Request request, Recorded record) {
        if (request.refusedBy != 0 || (request.acceptedAs != 0 && request.acceptedAs != record.sequence())) {
            throw new Violation("order " + request.id + " of account " + request.account + " was accepted by sequence "
                    + record.sequence() + " although its client had been told of sequence "
                    + Math.max(request.acceptedAs, request.refusedBy));
        }
        request.acceptedAs = record.sequence();
    }

    private static void refused(Request request, long sequence) {
        if (request.acceptedAs != 0) {
            throw new Violation("order " + request.id + " was refused by sequence " + sequence
                    + " although its client has it as order " + request.acceptedAs);
        }
        request.refusedBy = sequence;
    }

    private static void duplicate(Request request, long first) {
        long known = Math.max(request.acceptedAs, request.refusedBy);
        if (known != 0 && known != first) {
            throw new Violation("order " + request.id + " is answered by sequence " + first
                    + ", but its client was told" + " of sequence " + known);
        }
    }

    /** Orders that clients were told they have. */
    List<Request> accepted() {
        return requests.stream().filter(request -> request.acceptedAs != 0).toList();
    }
}
