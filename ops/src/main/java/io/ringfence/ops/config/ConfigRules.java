package io.ringfence.ops.config;

import io.ringfence.engine.state.LimitField;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What no single value shows: names that must exist, values that must fit together, limits that must not be missing. */
final class ConfigRules {
    private static final int MAX_NAME = 32;

    private final Configuration configuration;
    private final ConfigProblems problems;
    private final KnownNames names;

    private ConfigRules(Configuration configuration, ConfigProblems problems) {
        this.configuration = configuration;
        this.problems = problems;
        this.names = configuration.names();
    }

    static void check(Configuration configuration, ConfigProblems problems) {
        ConfigRules rules = new ConfigRules(configuration, problems);
        rules.core();
        rules.names();
        rules.references();
        if (problems.isEmpty()) {
            rules.instruments();
            FixRules.check(configuration, problems);
            LimitRules.check(configuration, problems);
        }
    }

    private void core() {
        if (configuration.require("mode").equals("live")) {
            problems.add(configuration.where("mode")
                    + ": mode live is not available yet: the connection to a live venue comes with a"
                    + " later release; use paper or match");
        }
        if (configuration.require("mode").equals("live") && !isProduction()) {
            problems.add(configuration.where("mode")
                    + ": mode live needs environment: production, which refuses the sandbox, plain HTTP"
                    + " beyond loopback and accounts that lack a limit");
        }
        if (isProduction()) {
            production();
        }
        HttpRules.check(configuration, problems);
        if (configuration.require("mode").equals("live") && configuration.text("journal", "signing_key") == null) {
            problems.add(
                    configuration.name() + ": journal.signing_key is missing: mode live signs with a key that is kept"
                            + " outside of the data folder");
        }
        if (configuration.require("mode").equals("live")
                && !configuration.require("journal", "durability").equals("power")) {
            problems.add(configuration.where("journal", "durability")
                    + ": mode live needs journal.durability: power, or a power cut loses orders that a venue has");
        }
        powerOfTwo("engine", "ring_size");
        powerOfTwo("journal", "block_size");
        if (names.symbols().isEmpty()) {
            problems.add(configuration.name() + ": instruments is empty: nothing could be traded");
        }
        if (names.accounts().isEmpty()) {
            problems.add(configuration.name() + ": accounts is empty: nobody could trade");
        }
    }

    private boolean isProduction() {
        return configuration.require("environment").equals("production");
    }

    /** What a person may do on her own machine and nobody should do with money. */
    private void production() {
        if (configuration.isSandbox()) {
            problems.add(
                    configuration.where("environment") + ": environment is production, but this is the sandbox; give a"
                            + " configuration of your own with --config");
        }
    }

    private void powerOfTwo(String... key) {
        if (Long.bitCount(configuration.number(key)) != 1) {
            problems.add(configuration.where(key) + ": " + KeyPath.of(key) + " is " + configuration.text(key)
                    + ", which is not a power of two");
        }
    }

    private void names() {
        Set<String> all = new TreeSet<>(names.symbols());
        all.addAll(names.accounts());
        all.addAll(names.groups());
        all.addAll(names.sessions());
        for (String name : all) {
            if (!name.matches("[\\w.:@+=#-]+") || name.length() > MAX_NAME) {
                problems.add(configuration.name() + ": \"" + name + "\" is not a name: up to " + MAX_NAME
                        + " letters, digits and . : @ + = # - _");
            }
        }
        for (String strategy : names.strategies()) {
            int slash = strategy.indexOf('/');
            if (slash < 0 || !names.accounts().contains(strategy.substring(0, slash))) {
                problems.add(configuration.name() + ": strategy \"" + strategy
                        + "\" is not ACCOUNT/NAME with an account under accounts");
            }
        }
    }

    /** Every name that is used must be one that is defined. */
    private void references() {
        for (RawValue value : configuration.given()) {
            ConfigKey key = ConfigKeys.find(value.segments());
            for (int i = 0; key != null && i < value.segments().size(); i++) {
                String placeholder = key.segments().get(i);
                if (ConfigKey.isPlaceholder(placeholder)) {
                    known(value, placeholder, value.segments().get(i));
                }
            }
        }
        for (String group : names.groups()) {
            members(group);
        }
        for (String account : names.accounts()) {
            list("{symbol}", "accounts", account, "symbols");
        }
        for (String session : names.sessions()) {
            list("{account}", "gateway", "fix", "sessions", session, "accounts");
        }
    }

    private void members(String group) {
        if (configuration.text("gates", "groups", group, "members") == null) {
            problems.add(configuration.name() + ": gates.groups." + group + ".members is missing");
        }
        list("{account}", "gates", "groups", group, "members");
    }

    private void list(String placeholder, String... key) {
        RawValue value = configuration.given(KeyPath.of(key));
        if (value != null) {
            KnownNames.list(value.text()).forEach(name -> known(value, placeholder, name));
        }
    }

    private void known(RawValue value, String placeholder, String name) {
        if (!names.of(placeholder).contains(name)) {
            String kind = placeholder.substring(1, placeholder.length() - 1);
            problems.add(value.source() + ": " + value.key() + ": " + kind + " \"" + name + "\" is not configured; "
                    + Suggestion.of(name, names.of(placeholder)));
        }
    }

    private void instruments() {
        for (String symbol : names.symbols()) {
            boolean rate = configuration.require("instruments", symbol, "kind").equals("fx");
            if (rate && !symbol.matches("[A-Z]{3}-[A-Z]{3}")) {
                problems.add(configuration.name() + ": instruments." + symbol
                        + " is a currency rate and must be named like EUR-USD");
            } else if (!rate && configuration.text("instruments", symbol, "lot") == null) {
                problems.add(configuration.name() + ": " + KeyPath.of("instruments", symbol, "lot") + " is missing");
            } else if (!rate) {
                currencies(symbol);
            }
        }
    }

    private void currencies(String symbol) {
        String quote = configuration.require("instruments", symbol, "quote_currency");
        for (String account : names.accounts()) {
            String own = configuration.require("accounts", account, "currency");
            String rate = quote + "-" + own;
            if (!quote.equals(own) && mayTrade(account, symbol) && !isRate(rate)) {
                problems.add(configuration.name() + ": " + symbol + " is priced in " + quote + " and account " + account
                        + " is kept in " + own + "; add instruments." + rate + " with kind: fx");
            }
        }
    }

    private boolean isRate(String name) {
        return names.symbols().contains(name)
                && configuration.require("instruments", name, "kind").equals("fx");
    }

    private boolean mayTrade(String account, String symbol) {
        String only = configuration.text("accounts", account, "symbols");
        return only == null || KnownNames.list(only).contains(symbol);
    }

    /** Fields for messages about limits. */
    static String name(LimitField field, String symbol) {
        return KeyPath.join(LimitKeys.segments(field, symbol));
    }

    static List<String> pair(String pair) {
        int bar = pair.indexOf('|');
        return List.of(pair.substring(0, bar), pair.substring(bar + 1));
    }
}
