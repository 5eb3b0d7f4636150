package io.ringfence.ops.counterfactual;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Names;
import java.io.IOException;
import java.util.TreeSet;

/** The part of the report that is about exposure and money. */
final class ReportMoney {
    private final CounterfactualRun run;
    private final Names names;
    private final JsonGenerator json;
    private final World recorded;
    private final World other;

    ReportMoney(CounterfactualRun run, Names names, JsonGenerator json) {
        this.run = run;
        this.names = names;
        this.json = json;
        recorded = run.recorded();
        other = run.other();
    }

    void write() throws IOException {
        groups();
        totals();
        accounts();
        series();
    }

    private void groups() throws IOException {
        json.writeArrayFieldStart("groups");
        for (ChangeGroup group : run.comparison().groups()) {
            int accountId = group.key.accountId();
            boolean known = accountId >= 0;
            long before = known ? group.recorded.worthE8(recorded.state, recorded.state.account(accountId)) : 0;
            long after = known ? group.other.worthE8(other.state, other.state.account(accountId)) : 0;
            boolean sameFills = group.key.kind() == ChangeKind.KNOCK_ON
                    && before == after
                    && group.recorded.count == group.other.count;
            if (!sameFills) {
                group(group, known ? names.account(accountId) : "?", before, after);
            }
        }
        json.writeEndArray();
    }

    private void group(ChangeGroup group, String account, long before, long after) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", account);
        json.writeStringField("kind", group.key.kind().word());
        json.writeNumberField("gate", group.key.gate());
        json.writeNumberField("code", group.key.code());
        json.writeStringField("name", group.key.code() == 0 ? "" : ReasonCode.name(group.key.code()));
        json.writeNumberField("decisions", group.count);
        json.writeStringField("first", group.count == 0 ? "" : "d-" + group.firstSequence);
        decimal("order_value", group.notionalE8);
        json.writeNumberField("fills_recorded", group.recorded.count);
        json.writeNumberField("fills_counterfactual", group.other.count);
        decimal("profit_recorded", before);
        decimal("profit_counterfactual", after);
        decimal("profit_difference", Fixed.subtract(after, before));
        json.writeEndObject();
    }

    private void totals() throws IOException {
        TreeSet<String> currencies = new TreeSet<>();
        for (int i = 0; i < recorded.state.accountCount(); i++) {
            currencies.add(currency(recorded.state.account(i)));
        }
        json.writeObjectFieldStart("totals");
        json.writeStringField("currency", currencies.size() == 1 ? currencies.first() : "mixed");
        decimal("profit_recorded", recorded.totalProfitE8());
        decimal("profit_counterfactual", other.totalProfitE8());
        decimal("profit_difference", Fixed.subtract(other.totalProfitE8(), recorded.totalProfitE8()));
        decimal("peak_gross_recorded", recorded.peakTotalE8);
        decimal("peak_gross_counterfactual", other.peakTotalE8);
        json.writeStringField("peak_gross_recorded_at", Long.toString(recorded.peakTotalAt));
        json.writeStringField("peak_gross_counterfactual_at", Long.toString(other.peakTotalAt));
        json.writeEndObject();
    }

    private void accounts() throws IOException {
        json.writeArrayFieldStart("accounts");
        for (int i = 0; i < recorded.state.accountCount(); i++) {
            json.writeStartObject();
            json.writeStringField("account", names.account(i));
            json.writeStringField("currency", currency(recorded.state.account(i)));
            side("recorded", recorded, i);
            side("counterfactual", other, i);
            decimal("profit_difference", Fixed.subtract(other.profitE8(i), recorded.profitE8(i)));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void side(String name, World world, int i) throws IOException {
        json.writeObjectFieldStart(name);
        decimal("equity", world.equityE8(i));
        decimal("profit", world.profitE8(i));
        decimal("lowest_profit", world.lowestProfitE8[i]);
        decimal("gross_at_end", world.grossE8(i));
        decimal("peak_gross", world.peakGrossE8[i]);
        json.writeStringField("peak_gross_at", Long.toString(world.peakAtSequence[i]));
        json.writeNumberField("executions", world.executions[i]);
        decimal("turnover", world.turnoverE8[i]);
        decimal("fees", world.feesE8[i]);
        json.writeEndObject();
    }

    private void series() throws IOException {
        json.writeArrayFieldStart("series");
        for (Series.Point point : run.series().points()) {
            json.writeStartObject();
            json.writeStringField("t", Long.toString(point.atNanos()));
            decimal("gross_recorded", point.recordedGrossE8());
            decimal("gross_counterfactual", point.otherGrossE8());
            decimal("profit_recorded", point.recordedProfitE8());
            decimal("profit_counterfactual", point.otherProfitE8());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String currency(Account account) {
        int packed = account.currency;
        return "" + (char) (packed >> 16 & 0xFF) + (char) (packed >> 8 & 0xFF) + (char) (packed & 0xFF);
    }

    private void decimal(String name, long e8) throws IOException {
        json.writeStringField(name, Decimal.format(e8));
    }
}
