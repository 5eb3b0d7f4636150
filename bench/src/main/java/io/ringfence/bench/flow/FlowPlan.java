package io.ringfence.bench.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who and what occurs in a flow: dense ids for its accounts and symbols in the order of their appearance, the symbols of
 * each account, and the first price of each symbol, around which its quote is set.
 */
final class FlowPlan {
    private static final long DEFAULT_PRICE = 100;

    private final Map<Long, Integer> accounts = new HashMap<>();
    private final List<Long> accountNames = new ArrayList<>();
    private final List<Set<Integer>> symbolsOfAccount = new ArrayList<>();
    private final Map<Integer, Integer> symbols = new HashMap<>();
    private final List<Integer> symbolNames = new ArrayList<>();
    private final List<Long> firstPrices = new ArrayList<>();
    private final int orders;

    FlowPlan(FlowFile flow) {
        int count = 0;
        for (int i = 0; i < flow.size(); i++) {
            int symbol = symbol(flow.symbol(i));
            int account = account(flow.account(i));
            symbolsOfAccount.get(account).add(symbol);
            if (flow.price(i) > 0 && firstPrices.get(symbol) == 0) {
                firstPrices.set(symbol, flow.price(i));
            }
            count += flow.type(i) == FlowFile.CANCEL ? 0 : 1;
        }
        orders = count;
    }

    private int symbol(int name) {
        Integer known = symbols.get(name);
        if (known != null) {
            return known;
        }
        symbols.put(name, symbolNames.size());
        symbolNames.add(name);
        firstPrices.add(0L);
        return symbolNames.size() - 1;
    }

    private int account(long name) {
        Integer known = accounts.get(name);
        if (known != null) {
            return known;
        }
        accounts.put(name, accountNames.size());
        accountNames.add(name);
        symbolsOfAccount.add(new LinkedHashSet<>());
        return accountNames.size() - 1;
    }

    int accountCount() {
        return accountNames.size();
    }

    int symbolCount() {
        return symbolNames.size();
    }

    /** Orders of all types; cancels not counted. */
    int orderCount() {
        return orders;
    }

    int accountId(long name) {
        return accounts.getOrDefault(name, -1);
    }

    int symbolId(int name) {
        return symbols.getOrDefault(name, -1);
    }

    String accountName(int accountId) {
        return "F" + accountNames.get(accountId);
    }

    String symbolName(int symbolId) {
        return "S" + symbolNames.get(symbolId);
    }

    Set<Integer> symbolsOf(int accountId) {
        return symbolsOfAccount.get(accountId);
    }

    /** In whole units. */
    long firstPrice(int symbolId) {
        long price = firstPrices.get(symbolId);
        return price == 0 ? DEFAULT_PRICE : price;
    }
}
