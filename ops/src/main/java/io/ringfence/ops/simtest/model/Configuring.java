package io.ringfence.ops.simtest.model;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Strategy;
import io.ringfence.ops.simtest.model.Things.Sums;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes over definitions, settings and limits. */
final class Configuring {
    private final World world;
    private final Tape tape;

    Configuring(World world, Tape tape) {
        this.world = world;
        this.tape = tape;
    }

    void apply(DirectBuffer command, int template) {
        MessageHeaderDecoder header = tape.header;
        switch (template) {
            case EngineSettingsDecoder.TEMPLATE_ID -> {
                EngineSettingsDecoder d = new EngineSettingsDecoder().wrapAndApplyHeader(command, 0, header);
                for (EngineSettingsDecoder.RowsDecoder row : d.rows()) {
                    world.setting(row.settingId(), row.settingValue());
                }
            }
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                instrument(new DefineInstrumentDecoder().wrapAndApplyHeader(command, 0, header));
            case DefineAccountDecoder.TEMPLATE_ID -> {
                DefineAccountDecoder d = new DefineAccountDecoder().wrapAndApplyHeader(command, 0, header);
                Account account = new Account(d.accountId());
                account.dayEnd = world.endOf(world.dayOf(world.now));
                world.selfMatch.add((int) d.smpMode());
                world.accounts.add(account);
            }
            case DefineStrategyDecoder.TEMPLATE_ID -> {
                DefineStrategyDecoder d = new DefineStrategyDecoder().wrapAndApplyHeader(command, 0, header);
                world.strategies.add(new Strategy(d.strategyId(), d.accountId()));
            }
            case DefineGroupDecoder.TEMPLATE_ID ->
                group(new DefineGroupDecoder().wrapAndApplyHeader(command, 0, header));
            case SetLimitsDecoder.TEMPLATE_ID -> limits(new SetLimitsDecoder().wrapAndApplyHeader(command, 0, header));
            default -> throw tape.wrong("the model knows no command " + template);
        }
    }

    private void instrument(DefineInstrumentDecoder d) {
        Instrument instrument = new Instrument(d.symbolId());
        instrument.tick = d.tickE8();
        instrument.lot = d.lotE8();
        instrument.minimum = d.minQuantityE8();
        instrument.minNotional = d.minNotionalE8();
        instrument.collarBps = d.collarBps();
        if (!NaiveCore.absent(d.openingReferenceE8())) {
            instrument.reference = d.openingReferenceE8();
            instrument.mark = d.openingReferenceE8();
            instrument.referenceAges = false;
        }
        world.define(instrument);
    }

    private void group(DefineGroupDecoder d) {
        List<Account> members = new ArrayList<>();
        Sums group = new Sums(d.groupId(), members);
        for (DefineGroupDecoder.MembersDecoder member : d.members()) {
            Account account = world.accounts.get(member.accountId());
            members.add(account);
            account.groups.add(group);
            group.highWater = group.highWater.add(account.highWater);
        }
        world.groups.add(group);
    }

    private void limits(SetLimitsDecoder d) {
        tape.take(LimitsChangedDecoder.TEMPLATE_ID);
        Limits limits = switch (d.scope()) {
            case Scope.GLOBAL -> world.global.limits;
            case Scope.ACCOUNT -> world.accounts.get(d.accountId()).limits;
            case Scope.STRATEGY -> world.strategies.get(d.targetId()).limits;
            default -> world.groups.get(d.targetId()).limits;
        };
        for (SetLimitsDecoder.RowsDecoder row : d.rows()) {
            LimitField field = LimitField.byId(row.fieldId());
            if (field == LimitField.RHO_CFG) {
                world.rho.put(NaiveGates.pair(row.symbolId(), row.otherSymbolId()), row.limitValue());
            } else if (field != null) {
                limits.set(field, row.symbolId(), row.limitValue());
            }
        }
    }
}
