package io.ringfence.ops.export;

import static io.ringfence.ops.export.Column.decimal;
import static io.ringfence.ops.export.Column.flag;
import static io.ringfence.ops.export.Column.text;
import static io.ringfence.ops.export.Column.whole;
import static io.ringfence.ops.export.Column.wide;

import io.ringfence.engine.gates.Readings;
import java.util.ArrayList;
import java.util.List;

/** The columns of every table, in their order. */
final class Columns {
    static final List<Column> DECISIONS = List.of(
            whole("seq", "engine sequence of the command; key"),
            wide("ts_ns", "its stamp, ns since 1970-01-01 UTC"),
            text("ts", "the same as ISO 8601 with nine decimals"),
            text("decision_id", "d-SEQ, as in the API"),
            text("request", "new or replace"),
            wide("order_id", "the order; the sequence of the command that made it"),
            text("exchange_order_id", "the venue's id, once the order reached the venue"),
            text("client_order_id", "the client's id of this request"),
            text("orig_client_order_id", "replace: the id that it refers to"),
            text("account", "account"),
            text("strategy", "ACCOUNT/NAME, when the order names one"),
            whole("session", "dense session id; 0 internal, 1 REST"),
            whole("key_id", "credential that authorised it; 0 internal"),
            wide("source_seq", "FIX MsgSeqNum or feed sequence"),
            text("symbol", "instrument"),
            text("side", "buy or sell"),
            text("order_type", "market, limit, stop, stop_limit"),
            text("time_in_force", "day, gtc, ioc, fok, gtd"),
            flag("post_only", "asked for"),
            flag("reduce_only", "asked for"),
            flag("allow_reduce", "the client's wish, when given"),
            decimal("requested_qty", "quantity as asked for; replace: the new total"),
            decimal("gate_qty", "quantity that the gates judged; replace: the increment"),
            decimal("limit_price", "as asked for"),
            decimal("stop_price", "as asked for"),
            decimal("min_qty", "least first execution, FIX 110"),
            text("order_class", "strict_reduce, mixed or increase"),
            decimal("reduce_part", "what of the quantity only reduces the position"),
            text("decision", "APPROVE, REJECT or REDUCE_SIZE"),
            decimal("approved_qty", "quantity approved"),
            whole("code", "reason code; 0 when approved whole"),
            text("name", "the code's name"),
            whole("primary_gate", "gate of the code; 0 = none"),
            text("binding_scope", "scope of the limit that bound, in that gate"),
            flag("not_reducible", "a smaller quantity was not allowed"),
            flag("residual_below_min", "what would have fitted is below the minimum"),
            whole("gate_bitmap", "bit n-1: gate n was read; 0 when validation refused"),
            text("mode", "paper or match"),
            decimal("bid", "best bid that the gates saw"),
            decimal("bid_qty", "its size"),
            decimal("ask", "best ask that the gates saw"),
            decimal("ask_qty", "its size"),
            decimal("reference", "last trade or reference price"),
            wide("book_seq", "number of the quote since the start of the journal"),
            wide("book_age_ns", "age of the quote, ns"),
            decimal("mark", "mark price"),
            decimal("fx", "rate from quote to account currency"),
            decimal("pos", "position before the order, signed"),
            decimal("open_buy", "open buy quantity before the order"),
            decimal("open_sell", "open sell quantity before the order"),
            decimal("unit_value", "worst-case value of one unit, account currency"),
            decimal("order_price", "price at which the order's size was measured"),
            decimal("equity", "account equity at marks, account currency"),
            decimal("gross", "worst-case gross exposure before the order"),
            decimal("high_water_mark", "highest equity"),
            decimal("day_open_equity", "equity when the day opened"),
            decimal("net_flows", "deposits less withdrawals of the day"),
            flag("day_latched", "daily loss latched"),
            flag("drawdown_latched", "drawdown latched"),
            whole("scale_bps", "scale of the limits of gates 6 to 8; 10000 = whole"),
            wide("config_version", "version of instruments, accounts, settings"),
            wide("limits_version", "version of the limits of all scopes"),
            text("limits_hash", "hash over the account's limits"),
            whole("logic_version", "version of the rules"),
            whole("schema_version", "version of the journal's schema"),
            text("previous_crc", "CRC32C of the record before"),
            text("crc", "CRC32C of this record"));

    static final List<Column> READINGS = List.of(
            whole("seq", "engine sequence of the decision; key"),
            whole("gate", "1 to 8; key"),
            text("verdict", "PASS, REDUCE, REJECT, ERROR or NOT_EVALUABLE"),
            whole("code", "reason code of the gate"),
            text("name", "the code's name"),
            decimal("observed", "what the gate saw, in unit"),
            decimal("limit_value", "what it compared with, in unit"),
            text("unit", "level, score, money, bps, count or quantity"),
            decimal("allowed_qty", "quantity that the gate allows"),
            text("scope", "scope of the limit, as account:A1"));

    static final List<Column> ORDERS = List.of(
            wide("order_id", "sequence of the command that made the order; key"),
            whole("last_seq", "sequence of the last command that changed it"),
            wide("ts_ns", "when it was made, ns since 1970-01-01 UTC"),
            text("ts", "the same as ISO 8601 with nine decimals"),
            wide("last_ts_ns", "when it last changed, ns"),
            text("exchange_order_id", "the venue's id; absent when it never reached the venue"),
            text("client_order_id", "the client's id at entry"),
            text("last_client_order_id", "the client's id after the last replace"),
            text("account", "account"),
            text("strategy", "ACCOUNT/NAME, when the order names one"),
            whole("session", "dense session id; 0 internal, 1 REST"),
            whole("key_id", "credential that authorised it"),
            text("symbol", "instrument"),
            text("side", "buy or sell"),
            text("order_type", "market, limit, stop, stop_limit"),
            text("time_in_force", "day, gtc, ioc, fok, gtd"),
            flag("post_only", "asked for"),
            flag("reduce_only", "asked for"),
            text("mode", "paper or match"),
            text("status", "new, partially_filled, filled, canceled or rejected"),
            decimal("requested_qty", "quantity as asked for"),
            decimal("qty", "quantity in force, after reduction and replaces"),
            decimal("cum_qty", "quantity filled"),
            decimal("leaves_qty", "quantity that may still fill"),
            decimal("limit_price", "limit price in force"),
            decimal("stop_price", "stop price in force"),
            wide("expire_at_ns", "GTD expiry, ns"),
            decimal("filled_notional", "sum of price times quantity of its fills, rounded down per fill"),
            decimal("fees", "sum of fees, account currency; below 0 = rebate"),
            whole("fills", "number of executions"),
            flag("triggered", "a stop that has fired"),
            whole("code", "reason of a reject"),
            text("name", "the code's name"),
            text("cancel_reason", "why it was cancelled"));

    static final List<Column> EXECUTIONS = List.of(
            whole("seq", "engine sequence of the command that filled; key"),
            whole("ordinal", "number within the command, from 0; key"),
            wide("ts_ns", "stamp, ns since 1970-01-01 UTC"),
            text("ts", "the same as ISO 8601 with nine decimals"),
            text("exec_id", "SEQ-ORDINAL, as in the API"),
            wide("order_id", "the order"),
            text("exchange_order_id", "the venue's id of the order"),
            text("client_order_id", "the client's id of the order at that time"),
            text("account", "account"),
            text("strategy", "ACCOUNT/NAME, when the order names one"),
            text("symbol", "instrument"),
            text("side", "buy or sell"),
            decimal("price", "price, quote currency"),
            decimal("qty", "quantity"),
            decimal("cum_qty", "filled of the order with this one"),
            decimal("leaves_qty", "left of the order behind this one"),
            decimal("fee", "fee, account currency; below 0 = rebate"),
            text("liquidity", "added or removed"),
            wide("counter_order_id", "the order on the other side, when it is ours"));

    static final List<Column> POSITIONS = List.of(
            whole("seq", "engine sequence of the command that changed the position; key"),
            whole("ordinal", "number within the command, from 0; key"),
            wide("ts_ns", "stamp, ns since 1970-01-01 UTC"),
            text("ts", "the same as ISO 8601 with nine decimals"),
            text("account", "account"),
            text("symbol", "instrument"),
            decimal("position", "position behind the command, signed"),
            decimal("cost", "signed cost of the position, account currency"),
            decimal("realized", "realized profit so far, without fees, account currency"),
            decimal("fees", "fees so far in this symbol, account currency"),
            decimal("mark", "mark price, quote currency"),
            decimal("cash", "cash of the account, account currency"));

    private Columns() {}

    /** Decisions as a file has them: each with its eight readings beside it. */
    static List<Column> decisionsWithReadings() {
        List<Column> all = new ArrayList<>(DECISIONS);
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            for (Column column : READINGS.subList(2, READINGS.size())) {
                all.add(new Column(
                        "g" + gate + "_" + column.name(), column.kind(), "gate " + gate + ": " + column.meaning()));
            }
        }
        return List.copyOf(all);
    }
}
