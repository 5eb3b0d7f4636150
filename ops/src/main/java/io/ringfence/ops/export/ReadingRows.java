package io.ringfence.ops.export;

import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.units.Decimal;
import io.ringfence.ops.json.Names;
import org.jspecify.annotations.Nullable;

/** The eight readings of a decision, in units that need no book to read. */
final class ReadingRows {
    private static final String LEVEL = "level";
    private static final String SCORE = "score";
    private static final String MONEY = "money";
    private static final String BPS = "bps";
    private static final String COUNT = "count";
    private static final String QUANTITY = "quantity";

    private final Readings readings = new Readings();

    /** Decodes the readings of a decision, which must have some. */
    void read(DecisionDecoder decision) {
        int at = decision.limit() + DecisionDecoder.readingsHeaderLength();
        ReadingsCodec.decode(decision.buffer(), at, decision.quantityE8(), readings);
    }

    @Nullable
    String scope(int gate, int accountId, Names names) {
        return names.scope(readings.scopeType[gate], accountId, readings.scopeId[gate]);
    }

    /** The unit of what a gate observed; gate 7 speaks of quantities in some of its rules. */
    static String unit(int gate, int code) {
        return switch (gate) {
            case 1 -> LEVEL;
            case 2 -> SCORE;
            case 4 -> BPS;
            case 5 -> COUNT;
            case 7 -> code == 701 || code == 703 || code == 706 ? QUANTITY : MONEY;
            default -> MONEY;
        };
    }

    Row row(long sequence, int gate, int accountId, Names names) {
        Row row = new Row(Columns.READINGS).whole("seq", sequence).whole("gate", gate);
        write(row, "", gate, accountId, names);
        return row;
    }

    /** The same as columns of a decision, each with its gate in its name. */
    void writeWide(Row row, int accountId, Names names) {
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            write(row, "g" + gate + "_", gate, accountId, names);
        }
    }

    private void write(Row row, String prefix, int gate, int accountId, Names names) {
        int code = readings.code[gate];
        String unit = unit(gate, code);
        row.text(prefix + "verdict", Verdict.name(readings.verdict[gate]))
                .whole(prefix + "code", code)
                .text(prefix + "name", ReasonCode.name(code))
                .text(prefix + "observed", value(unit, readings.observed[gate]))
                .text(prefix + "limit_value", value(unit, readings.limit[gate]))
                .text(prefix + "unit", unit)
                .decimal(prefix + "allowed_qty", readings.allowedE8[gate])
                .text(prefix + "scope", scope(gate, accountId, names));
    }

    private static String value(String unit, long raw) {
        return unit.equals(MONEY) || unit.equals(QUANTITY) ? Decimal.format(raw) : Long.toString(raw);
    }
}
