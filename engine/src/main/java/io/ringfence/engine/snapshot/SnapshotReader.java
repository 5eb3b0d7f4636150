package io.ringfence.engine.snapshot;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.snapshot.schema.SnapshotHeaderDecoder;
import io.ringfence.engine.snapshot.schema.SnapshotTrailerDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LogicVersion;
import org.agrona.DirectBuffer;

/**
 * Makes a core that has processed nothing the core that a {@link SnapshotWriter} wrote down. Then the same commands give
 * the same records, chained to the record of the snapshot's last command.
 *
 * <p>Refuses, with a {@link SnapshotException} of one sentence, whatever is damaged, missing, doubled, out of order,
 * newer than this build or in contradiction with itself. The core is then half filled and must be dropped.
 */
public final class SnapshotReader {
    private static final int MOST_ROOM = 1 << 23;
    private final EngineState state;
    private final CommandProcessor fresh;
    private final SectionIn in = new SectionIn();
    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private final SnapshotTrailerDecoder trailer = new SnapshotTrailerDecoder();
    private final DefinitionReader definitions;
    private final AccountReader accounts;
    private final OrderReader orders;

    private boolean complete;
    private boolean failed;
    private long stateHash;
    private int instrumentCount;
    private int groupCount;
    private int accountCount;
    private int strategyCount;
    private int positionCount;
    private int idCount;
    private int orderCount;
    private int massCancelCount;

    public SnapshotReader(CommandProcessor fresh) {
        this.fresh = fresh;
        state = fresh.state();
        if (state.sequence != 0) {
            throw new SnapshotException(
                    "a snapshot cannot be read into a core that has processed " + state.sequence + " commands");
        }
        definitions = new DefinitionReader(state, fresh.execution(), in);
        accounts = new AccountReader(state, in);
        orders = new OrderReader(state, fresh.execution(), in);
    }

    /** Takes the next section, exactly as it was written. */
    public void section(DirectBuffer buffer, int offset, int length) {
        if (failed) {
            throw new SnapshotException("the snapshot was refused already");
        }
        try {
            in.take(buffer, offset, length);
            read();
        } catch (SnapshotException e) {
            failed = true;
            throw e;
        } catch (RuntimeException e) {
            failed = true;
            throw new SnapshotException(
                    "section " + (in.taken() - 1) + " of the snapshot contradicts those before it", e);
        }
    }

    private void read() {
        switch (in.kind()) {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> header();
            case SnapshotTrailerDecoder.TEMPLATE_ID -> trailer();
            default -> {
                if (!definitions.reads(in.kind())
                        && !accounts.reads(in.kind())
                        && !orders.reads(in.kind())
                        && !OrderSessionSections.reads(state, in)) {
                    throw new SnapshotException("the snapshot has a section of the unknown kind " + in.kind());
                }
            }
        }
    }

    private void header() {
        header.wrapAndApplyHeader(in.buffer(), 0, in.header());
        int rules = header.logicVersion();
        if (rules < LogicVersion.OLDEST || rules > LogicVersion.NEWEST) {
            throw new SnapshotException("the snapshot follows the rules of version " + rules
                    + ", and this build knows those from " + LogicVersion.OLDEST + " to " + LogicVersion.NEWEST
                    + "; replay the journal, or use the build that wrote it");
        }
        state.logicVersion = rules;
        state.sequence = header.sequence();
        state.nowNanos = header.timestampNanos();
        fresh.resumeAfter((int) header.recordChecksum());
        stateHash = header.stateHash();
        instrumentCount = header.instruments();
        groupCount = header.groups();
        accountCount = header.accounts();
        strategyCount = header.strategies();
        positionCount = header.positions();
        idCount = header.clientOrderIds();
        orderCount = header.orders();
        massCancelCount = header.massCancels();
        state.rho.grow(instrumentCount);
        state.clientOrderIds.reserve(room(idCount));
        state.orders.reserve(room(orderCount));
    }

    /** What is announced is not known to be true yet: too large a number must not end in a lack of memory. */
    private static int room(long announced) {
        return (int) Math.max(0, Math.min(announced, MOST_ROOM));
    }

    private void trailer() {
        trailer.wrapAndApplyHeader(in.buffer(), 0, in.header());
        check("sections", trailer.sections(), in.taken());
        check("instruments", instrumentCount, state.instruments.count());
        check("groups", groupCount, state.groupCount());
        check("accounts", accountCount, state.accountCount());
        check("strategies", strategyCount, state.strategyCount());
        check("positions", positionCount, PositionSections.count(state));
        check("client order ids", idCount, state.clientOrderIds.size());
        check("open orders", orderCount, state.orders.openCount());
        check("mass cancels", massCancelCount, state.massCancels.size());
        complete = true;
    }

    private static void check(String what, long announced, long found) {
        if (announced != found) {
            throw new SnapshotException("the snapshot announces " + announced + " " + what + " and holds " + found);
        }
    }

    /** Ends the reading: everything was there, in order, and the state has the hash that was recorded. */
    public void finish() {
        if (failed || !complete) {
            failed = true;
            throw new SnapshotException("the snapshot ends after " + in.taken() + " sections without its trailer");
        }
        try {
            accounts.sumUp();
            orders.placeAll();
        } catch (SnapshotException e) {
            failed = true;
            throw e;
        } catch (RuntimeException e) {
            failed = true;
            throw new SnapshotException("the orders of the snapshot contradict its positions or books", e);
        }
        long found = state.rescan();
        if (found != stateHash || state.hash() != stateHash) {
            failed = true;
            throw new SnapshotException("the state that was read has the hash " + Long.toHexString(found) + " and not "
                    + Long.toHexString(stateHash) + " as recorded at sequence " + state.sequence);
        }
    }
}
