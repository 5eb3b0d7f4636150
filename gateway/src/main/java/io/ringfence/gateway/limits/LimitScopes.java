package io.ringfence.gateway.limits;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.LimitField;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Which limits have an effect at which scope, and which an account can not do without. */
public final class LimitScopes {
    /** Without one of these a gate can not be computed, and every order of the account would be refused. */
    public static final Set<LimitField> REQUIRED = fixed(EnumSet.of(
            LimitField.DAY_LOSS_ABS,
            LimitField.DD_SOFT_BPS,
            LimitField.DD_HARD_BPS,
            LimitField.MAX_POSITIONS,
            LimitField.GROSS_ABS,
            LimitField.POS_NOTIONAL_ABS,
            LimitField.CLUSTER_ABS));

    public static final Set<LimitField> STRATEGY = fixed(
            EnumSet.of(LimitField.GROSS_ABS, LimitField.NET_ABS, LimitField.POS_NOTIONAL_ABS, LimitField.POS_QTY));

    public static final Set<LimitField> GROUP = fixed(EnumSet.of(
            LimitField.DAY_LOSS_ABS,
            LimitField.DAY_LOSS_BPS,
            LimitField.DD_HARD_BPS,
            LimitField.MAX_POSITIONS,
            LimitField.GROSS_ABS,
            LimitField.MAX_LEVERAGE_BPS,
            LimitField.NET_ABS,
            LimitField.POS_NOTIONAL_ABS,
            LimitField.POS_QTY));

    /** The matrix of correlations is one for everybody, and so stands here. */
    public static final Set<LimitField> GLOBAL = fixed(with(GROUP, LimitField.TRIP_DAY_LOSS, LimitField.RHO_CFG));

    public static final Set<LimitField> ACCOUNT = fixed(EnumSet.complementOf(EnumSet.of(LimitField.RHO_CFG)));

    private LimitScopes() {}

    private static Set<LimitField> fixed(EnumSet<LimitField> fields) {
        return Collections.unmodifiableSet(fields);
    }

    private static EnumSet<LimitField> with(Set<LimitField> fields, LimitField... more) {
        EnumSet<LimitField> all = EnumSet.copyOf(fields);
        Collections.addAll(all, more);
        return all;
    }

    /** The limits of a scope in the order of their numbers; none where a scope has no limits. */
    public static Set<LimitField> of(int scope) {
        return switch (scope) {
            case Scope.GLOBAL -> GLOBAL;
            case Scope.ACCOUNT -> ACCOUNT;
            case Scope.STRATEGY -> STRATEGY;
            case Scope.GROUP -> GROUP;
            default -> Set.of();
        };
    }
}
