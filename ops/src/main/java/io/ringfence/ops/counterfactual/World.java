package io.ringfence.ops.counterfactual;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/** Exposure, profit and activity of one of the two worlds, as a run goes on. */
final class World {
    final EngineState state;
    private final AccountValue value = new AccountValue();
    private long[] grossE8 = new long[16];
    private long[] equityE8 = new long[16];
    long[] peakGrossE8 = new long[16];
    long[] peakAtSequence = new long[16];
    long[] lowestProfitE8 = new long[16];
    long[] turnoverE8 = new long[16];
    long[] feesE8 = new long[16];
    long[] flowsE8 = new long[16];
    int[] executions = new int[16];
    long totalGrossE8;
    long peakTotalE8;
    long peakTotalAt;

    World(EngineState state) {
        this.state = state;
    }

    void grow() {
        if (state.accountCount() > grossE8.length) {
            int length = state.accountCount() * 2;
            grossE8 = Arrays.copyOf(grossE8, length);
            equityE8 = Arrays.copyOf(equityE8, length);
            peakGrossE8 = Arrays.copyOf(peakGrossE8, length);
            peakAtSequence = Arrays.copyOf(peakAtSequence, length);
            lowestProfitE8 = Arrays.copyOf(lowestProfitE8, length);
            turnoverE8 = Arrays.copyOf(turnoverE8, length);
            feesE8 = Arrays.copyOf(feesE8, length);
            flowsE8 = Arrays.copyOf(flowsE8, length);
            executions = Arrays.copyOf(executions, length);
        }
    }

    /** Values one account now. What was never priced, or does not fit, keeps its last figure. */
    void value(int accountId) {
        grow();
        Account account = state.account(accountId);
        value.of(account, state);
        if (value.equityOverflow || value.grossOverflow || value.unpriced) {
            return;
        }
        totalGrossE8 += value.grossE8 - grossE8[accountId];
        grossE8[accountId] = value.grossE8;
        equityE8[accountId] = value.equityE8;
        if (value.grossE8 > peakGrossE8[accountId]) {
            peakGrossE8[accountId] = value.grossE8;
            peakAtSequence[accountId] = state.sequence;
        }
        if (totalGrossE8 > peakTotalE8) {
            peakTotalE8 = totalGrossE8;
            peakTotalAt = state.sequence;
        }
        lowestProfitE8[accountId] = Math.min(lowestProfitE8[accountId], profitE8(accountId));
    }

    void valueAll() {
        for (int i = 0; i < state.accountCount(); i++) {
            value(i);
        }
    }

    long grossE8(int accountId) {
        return grossE8[accountId];
    }

    long equityE8(int accountId) {
        return equityE8[accountId];
    }

    /** Equity less everything that was paid in. */
    long profitE8(int accountId) {
        return Fixed.subtract(equityE8[accountId], flowsE8[accountId]);
    }

    long totalProfitE8() {
        long sum = 0;
        for (int i = 0; i < state.accountCount(); i++) {
            sum = Fixed.add(sum, profitE8(i));
        }
        return sum;
    }
}
