-- The projection of a journal: what was decided, what each gate read, what became of it.
-- Times are nanoseconds since 1970-01-01 UTC (ts_ns) and the same as ISO 8601 text (ts). Decimals are exact.

CREATE TABLE decisions (
    seq bigint NOT NULL,
    ts_ns bigint NOT NULL,
    ts text NOT NULL,
    decision_id text NOT NULL,
    request text NOT NULL,
    order_id bigint,
    exchange_order_id text,
    client_order_id text,
    orig_client_order_id text,
    account text,
    strategy text,
    session bigint,
    key_id bigint,
    source_seq bigint,
    symbol text,
    side text,
    order_type text,
    time_in_force text,
    post_only boolean,
    reduce_only boolean,
    allow_reduce boolean,
    requested_qty numeric(28,8),
    gate_qty numeric(28,8),
    limit_price numeric(28,8),
    stop_price numeric(28,8),
    min_qty numeric(28,8),
    order_class text,
    reduce_part numeric(28,8),
    decision text NOT NULL,
    approved_qty numeric(28,8) NOT NULL,
    code bigint NOT NULL,
    name text,
    primary_gate bigint,
    binding_scope text,
    not_reducible boolean,
    residual_below_min boolean,
    gate_bitmap bigint NOT NULL,
    mode text NOT NULL,
    bid numeric(28,8),
    bid_qty numeric(28,8),
    ask numeric(28,8),
    ask_qty numeric(28,8),
    reference numeric(28,8),
    book_seq bigint,
    book_age_ns bigint,
    mark numeric(28,8),
    fx numeric(28,8),
    pos numeric(28,8),
    open_buy numeric(28,8),
    open_sell numeric(28,8),
    unit_value numeric(28,8),
    order_price numeric(28,8),
    equity numeric(28,8),
    gross numeric(28,8),
    high_water_mark numeric(28,8),
    day_open_equity numeric(28,8),
    net_flows numeric(28,8),
    day_latched boolean,
    drawdown_latched boolean,
    scale_bps bigint,
    config_version bigint,
    limits_version bigint,
    limits_hash text,
    logic_version bigint,
    schema_version bigint,
    previous_crc text,
    crc text,
    PRIMARY KEY (seq)
);

CREATE TABLE readings (
    seq bigint NOT NULL,
    gate bigint NOT NULL,
    verdict text NOT NULL,
    code bigint NOT NULL,
    name text,
    observed numeric(28,8) NOT NULL,
    limit_value numeric(28,8) NOT NULL,
    unit text NOT NULL,
    allowed_qty numeric(28,8) NOT NULL,
    scope text,
    PRIMARY KEY (seq, gate)
);

CREATE TABLE orders (
    order_id bigint NOT NULL,
    last_seq bigint NOT NULL,
    ts_ns bigint NOT NULL,
    ts text NOT NULL,
    last_ts_ns bigint,
    exchange_order_id text,
    client_order_id text,
    last_client_order_id text,
    account text,
    strategy text,
    session bigint,
    key_id bigint,
    symbol text,
    side text,
    order_type text,
    time_in_force text,
    post_only boolean,
    reduce_only boolean,
    mode text NOT NULL,
    status text NOT NULL,
    requested_qty numeric(28,8),
    qty numeric(28,8) NOT NULL,
    cum_qty numeric(28,8) NOT NULL,
    leaves_qty numeric(28,8) NOT NULL,
    limit_price numeric(28,8),
    stop_price numeric(28,8),
    expire_at_ns bigint,
    filled_notional numeric(28,8),
    fees numeric(28,8),
    fills bigint,
    triggered boolean,
    code bigint,
    name text,
    cancel_reason text,
    PRIMARY KEY (order_id)
);

CREATE TABLE executions (
    seq bigint NOT NULL,
    ordinal bigint NOT NULL,
    ts_ns bigint NOT NULL,
    ts text NOT NULL,
    exec_id text NOT NULL,
    order_id bigint NOT NULL,
    exchange_order_id text,
    client_order_id text,
    account text,
    strategy text,
    symbol text,
    side text,
    price numeric(28,8) NOT NULL,
    qty numeric(28,8) NOT NULL,
    cum_qty numeric(28,8) NOT NULL,
    leaves_qty numeric(28,8) NOT NULL,
    fee numeric(28,8) NOT NULL,
    liquidity text,
    counter_order_id bigint,
    PRIMARY KEY (seq, ordinal)
);

CREATE TABLE positions (
    seq bigint NOT NULL,
    ordinal bigint NOT NULL,
    ts_ns bigint NOT NULL,
    ts text NOT NULL,
    account text,
    symbol text,
    position numeric(28,8),
    cost numeric(28,8),
    realized numeric(28,8),
    fees numeric(28,8),
    mark numeric(28,8),
    cash numeric(28,8),
    PRIMARY KEY (seq, ordinal)
);

-- From either side's id to the order, and from an order to everything about it.
CREATE INDEX orders_exchange_order_id ON orders (exchange_order_id);
CREATE INDEX orders_client_order_id ON orders (client_order_id);
CREATE INDEX orders_last_client_order_id ON orders (last_client_order_id);
CREATE INDEX decisions_exchange_order_id ON decisions (exchange_order_id);
CREATE INDEX decisions_client_order_id ON decisions (client_order_id);
CREATE INDEX decisions_order_id ON decisions (order_id);
CREATE INDEX executions_exchange_order_id ON executions (exchange_order_id);
CREATE INDEX executions_client_order_id ON executions (client_order_id);
CREATE INDEX executions_order_id ON executions (order_id);
CREATE INDEX positions_account_symbol ON positions (account, symbol, seq);

-- The position of each account in each symbol as of the last command projected.
CREATE VIEW current_positions AS
SELECT DISTINCT ON (account, symbol) *
FROM positions
ORDER BY account, symbol, seq DESC, ordinal DESC;

-- How far each table has come; written in the transaction of its rows. The CRC names the journal: it is that of the
-- record of last_seq, and each record's CRC covers its predecessor's.
CREATE TABLE projection_progress (
    table_name text PRIMARY KEY,
    last_seq bigint NOT NULL,
    crc text NOT NULL
);

COMMENT ON COLUMN decisions.seq IS 'engine sequence of the command; key';
COMMENT ON COLUMN decisions.ts_ns IS 'its stamp, ns since 1970-01-01 UTC';
COMMENT ON COLUMN decisions.ts IS 'the same as ISO 8601 with nine decimals';
COMMENT ON COLUMN decisions.decision_id IS 'd-SEQ, as in the API';
COMMENT ON COLUMN decisions.request IS 'new or replace';
COMMENT ON COLUMN decisions.order_id IS 'the order; the sequence of the command that made it';
COMMENT ON COLUMN decisions.exchange_order_id IS 'the venue''s id, once the order reached the venue';
COMMENT ON COLUMN decisions.client_order_id IS 'the client''s id of this request';
COMMENT ON COLUMN decisions.orig_client_order_id IS 'replace: the id that it refers to';
COMMENT ON COLUMN decisions.account IS 'account';
COMMENT ON COLUMN decisions.strategy IS 'ACCOUNT/NAME, when the order names one';
COMMENT ON COLUMN decisions.session IS 'dense session id; 0 internal, 1 REST';
COMMENT ON COLUMN decisions.key_id IS 'credential that authorised it; 0 internal';
COMMENT ON COLUMN decisions.source_seq IS 'FIX MsgSeqNum or feed sequence';
COMMENT ON COLUMN decisions.symbol IS 'instrument';
COMMENT ON COLUMN decisions.side IS 'buy or sell';
COMMENT ON COLUMN decisions.order_type IS 'market, limit, stop, stop_limit';
COMMENT ON COLUMN decisions.time_in_force IS 'day, gtc, ioc, fok, gtd';
COMMENT ON COLUMN decisions.post_only IS 'asked for';
COMMENT ON COLUMN decisions.reduce_only IS 'asked for';
COMMENT ON COLUMN decisions.allow_reduce IS 'the client''s wish, when given';
COMMENT ON COLUMN decisions.requested_qty IS 'quantity as asked for; replace: the new total';
COMMENT ON COLUMN decisions.gate_qty IS 'quantity that the gates judged; replace: the increment';
COMMENT ON COLUMN decisions.limit_price IS 'as asked for';
COMMENT ON COLUMN decisions.stop_price IS 'as asked for';
COMMENT ON COLUMN decisions.min_qty IS 'least first execution, FIX 110';
COMMENT ON COLUMN decisions.order_class IS 'strict_reduce, mixed or increase';
COMMENT ON COLUMN decisions.reduce_part IS 'what of the quantity only reduces the position';
COMMENT ON COLUMN decisions.decision IS 'APPROVE, REJECT or REDUCE_SIZE';
COMMENT ON COLUMN decisions.approved_qty IS 'quantity approved';
COMMENT ON COLUMN decisions.code IS 'reason code; 0 when approved whole';
COMMENT ON COLUMN decisions.name IS 'the code''s name';
COMMENT ON COLUMN decisions.primary_gate IS 'gate of the code; 0 = none';
COMMENT ON COLUMN decisions.binding_scope IS 'scope of the limit that bound, in that gate';
COMMENT ON COLUMN decisions.not_reducible IS 'a smaller quantity was not allowed';
COMMENT ON COLUMN decisions.residual_below_min IS 'what would have fitted is below the minimum';
COMMENT ON COLUMN decisions.gate_bitmap IS 'bit n-1: gate n was read; 0 when validation refused';
COMMENT ON COLUMN decisions.mode IS 'paper or match';
COMMENT ON COLUMN decisions.bid IS 'best bid that the gates saw';
COMMENT ON COLUMN decisions.bid_qty IS 'its size';
COMMENT ON COLUMN decisions.ask IS 'best ask that the gates saw';
COMMENT ON COLUMN decisions.ask_qty IS 'its size';
COMMENT ON COLUMN decisions.reference IS 'last trade or reference price';
COMMENT ON COLUMN decisions.book_seq IS 'number of the quote since the start of the journal';
COMMENT ON COLUMN decisions.book_age_ns IS 'age of the quote, ns';
COMMENT ON COLUMN decisions.mark IS 'mark price';
COMMENT ON COLUMN decisions.fx IS 'rate from quote to account currency';
COMMENT ON COLUMN decisions.pos IS 'position before the order, signed';
COMMENT ON COLUMN decisions.open_buy IS 'open buy quantity before the order';
COMMENT ON COLUMN decisions.open_sell IS 'open sell quantity before the order';
COMMENT ON COLUMN decisions.unit_value IS 'worst-case value of one unit, account currency';
COMMENT ON COLUMN decisions.order_price IS 'price at which the order''s size was measured';
COMMENT ON COLUMN decisions.equity IS 'account equity at marks, account currency';
COMMENT ON COLUMN decisions.gross IS 'worst-case gross exposure before the order';
COMMENT ON COLUMN decisions.high_water_mark IS 'highest equity';
COMMENT ON COLUMN decisions.day_open_equity IS 'equity when the day opened';
COMMENT ON COLUMN decisions.net_flows IS 'deposits less withdrawals of the day';
COMMENT ON COLUMN decisions.day_latched IS 'daily loss latched';
COMMENT ON COLUMN decisions.drawdown_latched IS 'drawdown latched';
COMMENT ON COLUMN decisions.scale_bps IS 'scale of the limits of gates 6 to 8; 10000 = whole';
COMMENT ON COLUMN decisions.config_version IS 'version of instruments, accounts, settings';
COMMENT ON COLUMN decisions.limits_version IS 'version of the limits of all scopes';
COMMENT ON COLUMN decisions.limits_hash IS 'hash over the account''s limits';
COMMENT ON COLUMN decisions.logic_version IS 'version of the rules';
COMMENT ON COLUMN decisions.schema_version IS 'version of the journal''s schema';
COMMENT ON COLUMN decisions.previous_crc IS 'CRC32C of the record before';
COMMENT ON COLUMN decisions.crc IS 'CRC32C of this record';
COMMENT ON COLUMN readings.seq IS 'engine sequence of the decision; key';
COMMENT ON COLUMN readings.gate IS '1 to 8; key';
COMMENT ON COLUMN readings.verdict IS 'PASS, REDUCE, REJECT, ERROR or NOT_EVALUABLE';
COMMENT ON COLUMN readings.code IS 'reason code of the gate';
COMMENT ON COLUMN readings.name IS 'the code''s name';
COMMENT ON COLUMN readings.observed IS 'what the gate saw, in unit';
COMMENT ON COLUMN readings.limit_value IS 'what it compared with, in unit';
COMMENT ON COLUMN readings.unit IS 'level, score, money, bps, count or quantity';
COMMENT ON COLUMN readings.allowed_qty IS 'quantity that the gate allows';
COMMENT ON COLUMN readings.scope IS 'scope of the limit, as account:A1';
COMMENT ON COLUMN orders.order_id IS 'sequence of the command that made the order; key';
COMMENT ON COLUMN orders.last_seq IS 'sequence of the last command that changed it';
COMMENT ON COLUMN orders.ts_ns IS 'when it was made, ns since 1970-01-01 UTC';
COMMENT ON COLUMN orders.ts IS 'the same as ISO 8601 with nine decimals';
COMMENT ON COLUMN orders.last_ts_ns IS 'when it last changed, ns';
COMMENT ON COLUMN orders.exchange_order_id IS 'the venue''s id; absent when it never reached the venue';
COMMENT ON COLUMN orders.client_order_id IS 'the client''s id at entry';
COMMENT ON COLUMN orders.last_client_order_id IS 'the client''s id after the last replace';
COMMENT ON COLUMN orders.account IS 'account';
COMMENT ON COLUMN orders.strategy IS 'ACCOUNT/NAME, when the order names one';
COMMENT ON COLUMN orders.session IS 'dense session id; 0 internal, 1 REST';
COMMENT ON COLUMN orders.key_id IS 'credential that authorised it';
COMMENT ON COLUMN orders.symbol IS 'instrument';
COMMENT ON COLUMN orders.side IS 'buy or sell';
COMMENT ON COLUMN orders.order_type IS 'market, limit, stop, stop_limit';
COMMENT ON COLUMN orders.time_in_force IS 'day, gtc, ioc, fok, gtd';
COMMENT ON COLUMN orders.post_only IS 'asked for';
COMMENT ON COLUMN orders.reduce_only IS 'asked for';
COMMENT ON COLUMN orders.mode IS 'paper or match';
COMMENT ON COLUMN orders.status IS 'new, partially_filled, filled, canceled or rejected';
COMMENT ON COLUMN orders.requested_qty IS 'quantity as asked for';
COMMENT ON COLUMN orders.qty IS 'quantity in force, after reduction and replaces';
COMMENT ON COLUMN orders.cum_qty IS 'quantity filled';
COMMENT ON COLUMN orders.leaves_qty IS 'quantity that may still fill';
COMMENT ON COLUMN orders.limit_price IS 'limit price in force';
COMMENT ON COLUMN orders.stop_price IS 'stop price in force';
COMMENT ON COLUMN orders.expire_at_ns IS 'GTD expiry, ns';
COMMENT ON COLUMN orders.filled_notional IS 'sum of price times quantity of its fills, rounded down per fill';
COMMENT ON COLUMN orders.fees IS 'sum of fees, account currency; below 0 = rebate';
COMMENT ON COLUMN orders.fills IS 'number of executions';
COMMENT ON COLUMN orders.triggered IS 'a stop that has fired';
COMMENT ON COLUMN orders.code IS 'reason of a reject';
COMMENT ON COLUMN orders.name IS 'the code''s name';
COMMENT ON COLUMN orders.cancel_reason IS 'why it was cancelled';
COMMENT ON COLUMN executions.seq IS 'engine sequence of the command that filled; key';
COMMENT ON COLUMN executions.ordinal IS 'number within the command, from 0; key';
COMMENT ON COLUMN executions.ts_ns IS 'stamp, ns since 1970-01-01 UTC';
COMMENT ON COLUMN executions.ts IS 'the same as ISO 8601 with nine decimals';
COMMENT ON COLUMN executions.exec_id IS 'SEQ-ORDINAL, as in the API';
COMMENT ON COLUMN executions.order_id IS 'the order';
COMMENT ON COLUMN executions.exchange_order_id IS 'the venue''s id of the order';
COMMENT ON COLUMN executions.client_order_id IS 'the client''s id of the order at that time';
COMMENT ON COLUMN executions.account IS 'account';
COMMENT ON COLUMN executions.strategy IS 'ACCOUNT/NAME, when the order names one';
COMMENT ON COLUMN executions.symbol IS 'instrument';
COMMENT ON COLUMN executions.side IS 'buy or sell';
COMMENT ON COLUMN executions.price IS 'price, quote currency';
COMMENT ON COLUMN executions.qty IS 'quantity';
COMMENT ON COLUMN executions.cum_qty IS 'filled of the order with this one';
COMMENT ON COLUMN executions.leaves_qty IS 'left of the order behind this one';
COMMENT ON COLUMN executions.fee IS 'fee, account currency; below 0 = rebate';
COMMENT ON COLUMN executions.liquidity IS 'added or removed';
COMMENT ON COLUMN executions.counter_order_id IS 'the order on the other side, when it is ours';
COMMENT ON COLUMN positions.seq IS 'engine sequence of the command that changed the position; key';
COMMENT ON COLUMN positions.ordinal IS 'number within the command, from 0; key';
COMMENT ON COLUMN positions.ts_ns IS 'stamp, ns since 1970-01-01 UTC';
COMMENT ON COLUMN positions.ts IS 'the same as ISO 8601 with nine decimals';
COMMENT ON COLUMN positions.account IS 'account';
COMMENT ON COLUMN positions.symbol IS 'instrument';
COMMENT ON COLUMN positions.position IS 'position behind the command, signed';
COMMENT ON COLUMN positions.cost IS 'signed cost of the position, account currency';
COMMENT ON COLUMN positions.realized IS 'realized profit so far, without fees, account currency';
COMMENT ON COLUMN positions.fees IS 'fees so far in this symbol, account currency';
COMMENT ON COLUMN positions.mark IS 'mark price, quote currency';
COMMENT ON COLUMN positions.cash IS 'cash of the account, account currency';
