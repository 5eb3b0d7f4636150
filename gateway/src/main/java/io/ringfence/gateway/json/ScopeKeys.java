package io.ringfence.gateway.json;

import io.ringfence.engine.gates.Scope;
import io.ringfence.gateway.record.Names;

/** The key of a scope as people write it: {@code A1}, {@code BTC-USD}, {@code A1/s7}, {@code rest}. */
public final class ScopeKeys {
    public static final int REST_SESSION = 1;

    private ScopeKeys() {}

    /** A parsed scope: the two ids that commands carry. */
    public record Target(int scope, int accountId, int targetId) {}

    /** Whether a scope belongs to one account; what does not concerns everybody and is shown to everybody. */
    public static boolean isOfAccount(int scope) {
        return scope == Scope.ACCOUNT || scope == Scope.STRATEGY;
    }

    public static String key(int scope, int accountId, int targetId, Names names) {
        String name = switch (scope) {
            case Scope.ACCOUNT -> names.account(accountId);
            case Scope.SYMBOL -> names.symbol(targetId);
            case Scope.STRATEGY -> names.account(accountId) + "/" + names.strategy(targetId);
            case Scope.SESSION -> targetId == REST_SESSION ? "rest" : Integer.toString(targetId);
            default -> "";
        };
        return name == null ? "?" : name;
    }

    /** Reads scope and key of a request. */
    public static Target parse(String scopeName, String key, Names names) {
        int scope = Scope.parse(scopeName);
        Target target = switch (scope) {
            case Scope.GLOBAL -> new Target(scope, -1, -1);
            case Scope.VENUE -> new Target(scope, -1, 0);
            case Scope.ACCOUNT -> new Target(scope, names.accountId(key), -1);
            case Scope.SYMBOL -> new Target(scope, -1, names.symbolId(key));
            case Scope.STRATEGY -> strategy(key, names);
            case Scope.SESSION -> new Target(scope, -1, session(key));
            default ->
                throw RefusedException.malformed(
                        "\"scope\" must be global, account, symbol, strategy, venue or session");
        };
        boolean known =
                scope == Scope.ACCOUNT ? target.accountId() >= 0 : scope == Scope.GLOBAL || target.targetId() >= 0;
        if (!known) {
            throw new RefusedException(404, 0, "There is no " + scopeName + " \"" + key + "\"");
        }
        return target;
    }

    private static Target strategy(String key, Names names) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw RefusedException.malformed("\"key\" of a strategy must be ACCOUNT/STRATEGY");
        }
        int account = names.accountId(key.substring(0, slash));
        return new Target(Scope.STRATEGY, account, names.strategyId(account, key.substring(slash + 1)));
    }

    private static int session(String key) {
        if (key.equals("rest")) {
            return REST_SESSION;
        }
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
