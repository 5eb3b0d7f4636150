package io.ringfence.ops.evidence;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.DefineAccountDecoder;
import io.ringfence.engine.schema.DefineGroupDecoder;
import io.ringfence.engine.schema.DefineInstrumentDecoder;
import io.ringfence.engine.schema.DefineStrategyDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Which command of a journal gave an id its name. Told every record in order. */
final class Definitions {
    private static final int HEADER = 8;

    private final RecordReader reader = new RecordReader();
    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder account = new DefineAccountDecoder();
    private final DefineStrategyDecoder strategy = new DefineStrategyDecoder();
    private final DefineGroupDecoder group = new DefineGroupDecoder();
    private final Map<Key, Long> sequences = new HashMap<>();

    /** A kind of scope and an id of that kind. */
    record Key(int scope, int id) {}

    void learn(DirectBuffer record) {
        Key key = RecordFrame.fragment(record, 0) == 0 ? keyOf(record) : null;
        if (key != null) {
            sequences.put(key, RecordFrame.sequence(record, 0));
        }
    }

    /** What a record defines; null when it is no definition, or one that was refused. */
    @org.jspecify.annotations.Nullable
    Key keyOf(DirectBuffer record) {
        reader.wrap(record, 0, record.capacity());
        if (!reader.next()) {
            return null;
        }
        int at = reader.messageOffset() + HEADER;
        int block = reader.blockLength();
        int version = reader.version();
        Key key = switch (reader.templateId()) {
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                new Key(
                        Scope.SYMBOL,
                        instrument.wrap(record, at, block, version).symbolId());
            case DefineAccountDecoder.TEMPLATE_ID ->
                new Key(Scope.ACCOUNT, account.wrap(record, at, block, version).accountId());
            case DefineStrategyDecoder.TEMPLATE_ID ->
                new Key(
                        Scope.STRATEGY,
                        strategy.wrap(record, at, block, version).strategyId());
            case DefineGroupDecoder.TEMPLATE_ID ->
                new Key(Scope.GROUP, group.wrap(record, at, block, version).groupId());
            default -> null;
        };
        while (key != null && reader.next()) {
            if (reader.templateId() == CommandRefusedDecoder.TEMPLATE_ID) {
                return null;
            }
        }
        return key;
    }

    /** The command that named an id; 0 when none did. */
    long sequence(int scope, int id) {
        return sequences.getOrDefault(new Key(scope, id), 0L);
    }
}
