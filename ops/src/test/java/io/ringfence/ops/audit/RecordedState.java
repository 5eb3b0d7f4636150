package io.ringfence.ops.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state as the recorded commands and events tell it, added up naively in decimals: nothing here knows the engine. It
 * can be compared with the state that a replay arrives at.
 */
final class RecordedState {
    private static final BigInteger TEN_8 = BigInteger.TEN.pow(8);

    /** An account or a symbol as fields and texts. */
    final Map<String, Map<String, String>> accounts = new TreeMap<>();

    final Map<String, Map<String, String>> limits = new TreeMap<>();
    final Map<String, Map<String, String>> symbols = new TreeMap<>();
    /** account|symbol to the position, and to the cash that it cost. */
    final Map<String, BigDecimal> positions = new TreeMap<>();

    final Map<String, Map<String, String>> openOrders = new LinkedHashMap<>();
    final Map<String, String> kill = new TreeMap<>();
    private final Map<String, Map<String, String>> pending = new TreeMap<>();

    void take(Map<String, Object> record) {
        Map<String, Object> command = Json.map(record, "command");
        boolean refused = Json.list(record, "events").stream().anyMatch(event -> "refused".equals(event.get("event")));
        if (!refused) {
            command(command, Json.text(record, "seq"), Json.text(record, "t"));
        }
        for (Map<String, Object> event : Json.list(record, "events")) {
            event(event, command);
        }
    }

    private void command(Map<String, Object> command, String seq, String at) {
        switch (Json.text(command, "type")) {
            case "define_account" ->
                accounts.put(
                        Json.text(command, "account"),
                        new TreeMap<>(Map.of(
                                "cash", "0",
                                "kill", "active",
                                "fees", "0",
                                "day_latched", "false",
                                "drawdown_latched", "false",
                                "net_flows", "0")));
            case "define_instrument" ->
                symbols.put(
                        Json.text(command, "symbol"),
                        new TreeMap<>(Map.of("status", "trading", "kill", "active", "gap", "false", "book_seq", "0")));
            case "limits" -> {
                if ("account".equals(command.get("scope"))) {
                    Map<String, String> rows =
                            limits.computeIfAbsent(Json.text(command, "key"), key -> new TreeMap<>());
                    Json.map(command, "set").forEach((name, value) -> rows.put(name, String.valueOf(value)));
                }
            }
            case "cash" -> {
                Map<String, String> account = accounts.get(Json.text(command, "account"));
                boolean first = !account.containsKey("day_open_equity");
                if (first) {
                    account.put("day_open_equity", Json.text(command, "amount"));
                } else {
                    account.put(
                            "net_flows",
                            plain(new BigDecimal(account.get("net_flows"))
                                    .add(new BigDecimal(Json.text(command, "amount")))));
                }
            }
            case "quote" -> quote(command, at);
            case "trade" -> symbols.get(Json.text(command, "symbol")).put("reference", Json.text(command, "price"));
            case "status" -> symbols.get(Json.text(command, "symbol")).put("status", Json.text(command, "status"));
            case "gap" -> symbols.get(Json.text(command, "symbol")).put("gap", Json.text(command, "open"));
            case "order" -> {
                Map<String, String> order = new TreeMap<>();
                command.forEach((name, value) -> order.put(name, String.valueOf(value)));
                pending.put(seq, order);
            }
            default -> {}
        }
    }

    private void quote(Map<String, Object> command, String at) {
        Map<String, String> symbol = symbols.get(Json.text(command, "symbol"));
        for (String field : new String[] {"bid", "bid_qty", "ask", "ask_qty"}) {
            symbol.put(field, Json.text(command, field));
        }
        BigDecimal sum = new BigDecimal(Json.text(command, "bid")).add(new BigDecimal(Json.text(command, "ask")));
        symbol.put("mark", plain(sum.divide(BigDecimal.valueOf(2), 8, RoundingMode.FLOOR)));
        symbol.put("book_t", at);
        symbol.put("book_seq", Long.toString(Long.parseLong(symbol.get("book_seq")) + 1));
        if (command.containsKey("last")) {
            symbol.put("reference", Json.text(command, "last"));
        }
    }

    private void event(Map<String, Object> event, Map<String, Object> command) {
        String id = Json.text(event, "order_id");
        switch (Json.text(event, "event")) {
            case "accepted" -> {
                Map<String, String> order = pending.remove(id);
                order.put("qty", Json.text(event, "qty"));
                order.put("cum_qty", "0");
                order.put("leaves_qty", Json.text(event, "qty"));
                openOrders.put(id, order);
            }
            case "execution" -> filled(event, id);
            case "canceled" -> openOrders.remove(id);
            case "replaced" -> {
                Map<String, String> order = openOrders.get(id);
                for (String field : new String[] {"qty", "cum_qty", "leaves_qty", "limit_price", "stop_price"}) {
                    if (event.containsKey(field)) {
                        order.put(field, Json.text(event, field));
                    }
                }
                order.put("client_order_id", Json.text(command, "client_order_id"));
                if ("0".equals(order.get("leaves_qty"))) {
                    openOrders.remove(id);
                }
            }
            case "cash" -> accounts.get(Json.text(event, "account")).put("cash", Json.text(event, "cash"));
            case "kill" -> killed(event);
            case "latch" -> {
                Map<String, String> account = accounts.get(Json.text(event, "account"));
                if (account != null) {
                    account.put(
                            "3".equals(Json.text(event, "gate")) ? "day_latched" : "drawdown_latched",
                            Json.text(event, "latched"));
                }
            }
            case "day_roll" -> {
                Map<String, String> account = accounts.get(Json.text(event, "account"));
                account.put("day_open_equity", Json.text(event, "day_open_equity"));
                account.put("net_flows", "0");
                account.put("day_latched", "false");
            }
            default -> {}
        }
    }

    private void killed(Map<String, Object> event) {
        String level = Json.text(event, "level");
        switch (Json.text(event, "scope")) {
            case "account" -> accounts.get(Json.text(event, "key")).put("kill", level);
            case "symbol" -> symbols.get(Json.text(event, "key")).put("kill", level);
            default -> kill.put(Json.text(event, "scope"), level);
        }
    }

    private void filled(Map<String, Object> event, String id) {
        String account = Json.text(event, "account");
        boolean buy = "buy".equals(event.get("side"));
        BigDecimal qty = new BigDecimal(Json.text(event, "qty"));
        BigDecimal value = qty.multiply(new BigDecimal(Json.text(event, "price")))
                .setScale(8, buy ? RoundingMode.CEILING : RoundingMode.FLOOR);
        BigDecimal fee = new BigDecimal(Json.text(event, "fee"));
        Map<String, String> fields = accounts.get(account);
        BigDecimal cash = new BigDecimal(fields.get("cash"))
                .add(buy ? value.negate() : value)
                .subtract(fee);
        fields.put("cash", plain(cash));
        fields.put("fees", plain(new BigDecimal(fields.get("fees")).add(fee)));
        positions.merge(account + "|" + event.get("symbol"), buy ? qty : qty.negate(), BigDecimal::add);
        Map<String, String> order = openOrders.get(id);
        order.put("cum_qty", Json.text(event, "cum_qty"));
        order.put("leaves_qty", Json.text(event, "leaves_qty"));
        if ("0".equals(order.get("leaves_qty"))) {
            openOrders.remove(id);
        }
    }

    /** What the account's orders on one side of a symbol may still fill. */
    BigDecimal open(String account, String symbol, String side) {
        return openOrders.values().stream()
                .filter(order -> account.equals(order.get("account"))
                        && symbol.equals(order.get("symbol"))
                        && side.equals(order.get("side")))
                .map(order -> new BigDecimal(order.get("leaves_qty")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Cash and positions at marks, each value rounded down. */
    String equity(String account) {
        BigDecimal equity = new BigDecimal(accounts.get(account).get("cash"));
        for (Map.Entry<String, BigDecimal> position : positions.entrySet()) {
            String[] key = position.getKey().split("\\|", -1);
            if (key[0].equals(account) && position.getValue().signum() != 0) {
                BigDecimal mark = new BigDecimal(symbols.get(key[1]).get("mark"));
                equity = equity.add(position.getValue().multiply(mark).setScale(8, RoundingMode.FLOOR));
            }
        }
        return plain(equity);
    }

    static String plain(BigDecimal value) {
        BigInteger scaled = value.setScale(8, RoundingMode.UNNECESSARY).unscaledValue();
        return scaled.signum() == 0
                ? "0"
                : new BigDecimal(scaled)
                        .divide(new BigDecimal(TEN_8))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
