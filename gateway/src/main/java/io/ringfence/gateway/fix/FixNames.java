package io.ringfence.gateway.fix;

import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.DefineAccountDecoder;
import io.ringfence.engine.schema.DefineInstrumentDecoder;
import io.ringfence.engine.schema.DefineSessionDecoder;
import io.ringfence.engine.schema.DefineStrategyDecoder;
import io.ringfence.gateway.record.CommitRecord;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names behind the dense ids, learned from the records that define them. Belongs to the thread that reads them. */
final class FixNames {
    /** What has a name, with its number in files. */
    enum Kind {
        SYMBOL(1),
        ACCOUNT(2),
        STRATEGY(3),
        SESSION(4);

        final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** Takes one name. */
    interface Visitor {
        void name(Kind kind, int id, String name);
    }

    private final Map<Integer, String> symbols = new TreeMap<>();
    private final Map<Integer, String> accounts = new TreeMap<>();
    private final Map<Integer, String> strategies = new TreeMap<>();
    private final Map<Integer, String> sessions = new TreeMap<>();
    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder account = new DefineAccountDecoder();
    private final DefineStrategyDecoder strategy = new DefineStrategyDecoder();
    private final DefineSessionDecoder session = new DefineSessionDecoder();

    /** Takes a session that a record names. */
    interface SessionSink {
        void defined(int sessionId, String name);
    }

    /** Reads the command at the record's cursor, if it defines something and was not refused. */
    void learn(CommitRecord record, SessionSink defined) {
        int at = record.bodyOffset();
        int block = record.blockLength();
        int version = record.version();
        switch (record.templateId()) {
            case DefineInstrumentDecoder.TEMPLATE_ID -> {
                instrument.wrap(record.buffer(), at, block, version);
                symbols.putIfAbsent(instrument.symbolId(), instrument.symbolName());
            }
            case DefineAccountDecoder.TEMPLATE_ID -> {
                account.wrap(record.buffer(), at, block, version);
                accounts.putIfAbsent(account.accountId(), account.accountName());
            }
            case DefineStrategyDecoder.TEMPLATE_ID -> {
                strategy.wrap(record.buffer(), at, block, version);
                strategies.putIfAbsent(strategy.strategyId(), strategy.strategyName());
            }
            case DefineSessionDecoder.TEMPLATE_ID -> {
                session.wrap(record.buffer(), at, block, version);
                int id = session.sessionId();
                String name = session.sessionName();
                if (!isRefused(record)) {
                    sessions.put(id, name);
                    defined.defined(id, name);
                }
            }
            default -> {
                // defines nothing
            }
        }
    }

    private static boolean isRefused(CommitRecord record) {
        while (record.next()) {
            if (record.templateId() == CommandRefusedDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }

    private Map<Integer, String> of(Kind kind) {
        return switch (kind) {
            case SYMBOL -> symbols;
            case ACCOUNT -> accounts;
            case STRATEGY -> strategies;
            case SESSION -> sessions;
        };
    }

    /** Shows all names, each kind by rising ids. */
    void visit(Visitor visitor) {
        for (Kind kind : Kind.values()) {
            of(kind).forEach((id, name) -> visitor.name(kind, id, name));
        }
    }

    /** Takes a name that was shown before. */
    void restore(Kind kind, int id, String name) {
        of(kind).put(id, name);
    }

    @Nullable
    String symbol(int id) {
        return symbols.get(id);
    }

    @Nullable
    String account(int id) {
        return accounts.get(id);
    }

    @Nullable
    String strategy(int id) {
        return strategies.get(id);
    }
}
