package io.ringfence.ops.simulate;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.config.LimitText;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.simulate.JsonLine.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Scenario lines of risk officers and operators. */
final class OperatorLines {
    private static final Set<String> KILL =
            Set.of("t", "type", "note", "scope", "key", "level", "cancel", "reason", "actor");
    private static final Set<String> RESET = Set.of("t", "type", "note", "scope", "key", "reason", "actor");
    private static final Set<String> LIMITS =
            Set.of("t", "type", "note", "account", "scope", "key", "set", "expected_version", "reason", "actor");
    private static final Set<String> CASH = Set.of("t", "type", "note", "account", "amount", "reason", "actor");
    private static final Set<String> HWM = Set.of("t", "type", "note", "account", "reason", "actor");
    private static final Set<String> DEAD_MAN = Set.of("t", "type", "note", "account", "timeout_ms");
    private static final String ACTOR = "scenario";

    private final CommandWriter writer;
    private final Names names;

    /** Whom a line is about. */
    private record Target(int scope, int accountId, int targetId) {}

    OperatorLines(CommandWriter writer, Names names) {
        this.writer = writer;
        this.names = names;
    }

    void kill(JsonLine line) throws MalformedException {
        line.only(KILL);
        int level = KillLevel.parse(line.required("level"));
        if (level < KillLevel.REDUCE_ONLY) {
            throw new MalformedException(
                    "\"level\" is \"" + line.text("level") + "\", which is neither reduce_only nor" + " halted");
        }
        Target target = target(line, line.required("scope"));
        writer.kill(
                target.scope,
                level,
                line.flag("cancel"),
                target.accountId,
                target.targetId,
                line.orEmpty("reason"),
                actor(line));
    }

    void killReset(JsonLine line) throws MalformedException {
        line.only(RESET);
        Target target = target(line, line.required("scope"));
        writer.killReset(target.scope, target.accountId, target.targetId, line.orEmpty("reason"), actor(line));
    }

    void limits(JsonLine line) throws MalformedException {
        line.only(LIMITS);
        Target target = line.has("scope")
                ? target(line, line.required("scope"))
                : new Target(Scope.ACCOUNT, account(line, "account"), -1);
        List<LimitRow> rows = new ArrayList<>();
        for (JsonLine.Value value : line.below("set")) {
            try {
                rows.add(LimitText.row(value.path().subList(1, value.path().size()), value.text(), names::symbolId));
            } catch (IllegalArgumentException e) {
                throw new MalformedException("\"set\": " + e.getMessage());
            }
        }
        if (rows.isEmpty()) {
            throw new MalformedException("\"set\" is missing");
        }
        writer.setLimits(
                target.scope,
                target.accountId,
                target.targetId,
                line.integer("expected_version", Fixed.ABSENT),
                rows,
                line.orEmpty("reason"),
                actor(line));
    }

    void cash(JsonLine line) throws MalformedException {
        line.only(CASH);
        writer.cashFlow(account(line, "account"), line.requiredDecimal("amount"), line.orEmpty("reason"), actor(line));
    }

    void resetHighWaterMark(JsonLine line) throws MalformedException {
        line.only(HWM);
        writer.resetHighWaterMark(account(line, "account"), line.orEmpty("reason"), actor(line));
    }

    void deadMan(JsonLine line) throws MalformedException {
        line.only(DEAD_MAN);
        line.required("timeout_ms");
        writer.deadMan(account(line, "account"), Math.multiplyExact(line.integer("timeout_ms", 0), 1_000_000L));
    }

    private Target target(JsonLine line, String scopeName) throws MalformedException {
        int scope = Scope.parse(scopeName);
        return switch (scope) {
            case Scope.GLOBAL -> new Target(scope, -1, -1);
            case Scope.VENUE -> new Target(scope, -1, 0);
            case Scope.ACCOUNT -> new Target(scope, account(line, line.has("key") ? "key" : "account"), -1);
            case Scope.SYMBOL -> new Target(scope, -1, known(line, names.symbolId(line.required("key"))));
            case Scope.STRATEGY -> strategy(line);
            case Scope.GROUP -> new Target(scope, -1, known(line, names.groupId(line.required("key"))));
            case Scope.SESSION -> new Target(scope, -1, (int) line.integer("key", -1));
            default ->
                throw new MalformedException("\"scope\" is \"" + scopeName
                        + "\", which is none of global, account, symbol, strategy, venue, session, group");
        };
    }

    private Target strategy(JsonLine line) throws MalformedException {
        String key = line.required("key");
        int slash = key.indexOf('/');
        int strategy = known(line, names.strategyId(key));
        return new Target(Scope.STRATEGY, names.accountId(key.substring(0, slash)), strategy);
    }

    private static int known(JsonLine line, int id) throws MalformedException {
        if (id < 0) {
            throw new MalformedException(line.text("scope") + " \"" + line.text("key") + "\" is not configured");
        }
        return id;
    }

    private int account(JsonLine line, String field) throws MalformedException {
        int id = names.accountId(line.required(field));
        if (id < 0) {
            throw new MalformedException("account \"" + line.text(field) + "\" is not configured");
        }
        return id;
    }

    private static String actor(JsonLine line) {
        return line.has("actor") ? line.orEmpty("actor") : ACTOR;
    }
}
