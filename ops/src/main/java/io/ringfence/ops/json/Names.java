package io.ringfence.ops.json;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.DefineAccountDecoder;
import io.ringfence.engine.schema.DefineGroupDecoder;
import io.ringfence.engine.schema.DefineInstrumentDecoder;
import io.ringfence.engine.schema.DefineStrategyDecoder;
import io.ringfence.engine.state.Instruments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The names behind the dense ids. Learned from the Define commands of the stream itself, so that a journal alone is
 * enough to read it.
 */
public final class Names {
    private static final int HEADER = 8;

    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder account = new DefineAccountDecoder();
    private final DefineStrategyDecoder strategy = new DefineStrategyDecoder();
    private final DefineGroupDecoder group = new DefineGroupDecoder();
    private final RecordReader reader = new RecordReader();

    private final List<String> symbols = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> strategies = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, Integer> symbolIds = new HashMap<>();
    private final Map<String, Integer> accountIds = new HashMap<>();
    private final Map<String, Integer> strategyIds = new HashMap<>();
    private final Map<String, Integer> groupIds = new HashMap<>();

    /** The symbols of a running core. */
    public static Names of(Instruments instruments) {
        Names names = new Names();
        for (int id = 0; id < instruments.count(); id++) {
            put(names.symbols, names.symbolIds, id, instruments.get(id).name);
        }
        return names;
    }

    /** Learns from one commit record; anything but an accepted Define command is passed over. */
    public void learn(DirectBuffer record, int offset, int length) {
        reader.wrap(record, offset, length);
        if (!reader.next()) {
            return;
        }
        int template = reader.templateId();
        if (template < DefineInstrumentDecoder.TEMPLATE_ID || template > DefineGroupDecoder.TEMPLATE_ID) {
            return;
        }
        int at = reader.messageOffset() + HEADER;
        int block = reader.blockLength();
        int version = reader.version();
        while (reader.next()) {
            if (reader.templateId() == CommandRefusedDecoder.TEMPLATE_ID) {
                return;
            }
        }
        switch (template) {
            case DefineInstrumentDecoder.TEMPLATE_ID -> {
                instrument.wrap(record, at, block, version);
                put(symbols, symbolIds, instrument.symbolId(), instrument.symbolName());
            }
            case DefineAccountDecoder.TEMPLATE_ID -> {
                account.wrap(record, at, block, version);
                put(accounts, accountIds, account.accountId(), account.accountName());
            }
            case DefineStrategyDecoder.TEMPLATE_ID -> {
                strategy.wrap(record, at, block, version);
                put(
                        strategies,
                        strategyIds,
                        strategy.strategyId(),
                        account(strategy.accountId()) + "/" + strategy.strategyName());
            }
            default -> {
                group.wrap(record, at, block, version);
                DefineGroupDecoder.MembersDecoder members = group.members();
                while (members.hasNext()) {
                    members.next();
                }
                put(groups, groupIds, group.groupId(), group.groupName());
            }
        }
    }

    private static void put(List<String> names, Map<String, Integer> ids, int id, String name) {
        while (names.size() <= id) {
            names.add("#" + names.size());
        }
        names.set(id, name);
        ids.put(name, id);
    }

    public String symbol(int id) {
        return name(symbols, id);
    }

    public String account(int id) {
        return name(accounts, id);
    }

    /** {@code account/strategy}. */
    public String strategy(int id) {
        return name(strategies, id);
    }

    public String group(int id) {
        return name(groups, id);
    }

    public List<String> symbols() {
        return List.copyOf(symbols);
    }

    public List<String> accounts() {
        return List.copyOf(accounts);
    }

    public List<String> strategies() {
        return List.copyOf(strategies);
    }

    public List<String> groups() {
        return List.copyOf(groups);
    }

    public int symbolCount() {
        return symbols.size();
    }

    /** The id of a symbol, or -1. */
    public int symbolId(String name) {
        return symbolIds.getOrDefault(name, -1);
    }

    public int accountId(String name) {
        return accountIds.getOrDefault(name, -1);
    }

    /** The id of {@code account/strategy}, or -1. */
    public int strategyId(String name) {
        return strategyIds.getOrDefault(name, -1);
    }

    public int groupId(String name) {
        return groupIds.getOrDefault(name, -1);
    }

    private static String name(List<String> names, int id) {
        return id >= 0 && id < names.size() ? names.get(id) : "#" + id;
    }

    /**
     * A scope in words: {@code account:A1}, {@code strategy:A1/s7}, {@code global}; null for none.
     *
     * @param accountId the account that an account scope means
     */
    public @Nullable String scope(int scope, int accountId, int targetId) {
        String key = scopeKey(scope, accountId, targetId);
        return scope == Scope.NONE ? null : key == null ? Scope.name(scope) : Scope.name(scope) + ":" + key;
    }

    /** Whom a scope means, by name; null where the scope says it all. */
    public @Nullable String scopeKey(int scope, int accountId, int targetId) {
        return switch (scope) {
            case Scope.ACCOUNT -> account(accountId);
            case Scope.SYMBOL -> symbol(targetId);
            case Scope.STRATEGY -> strategy(targetId);
            case Scope.GROUP -> group(targetId);
            case Scope.SESSION -> Integer.toString(targetId);
            default -> null;
        };
    }
}
