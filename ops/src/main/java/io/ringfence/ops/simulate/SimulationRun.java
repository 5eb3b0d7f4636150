package io.ringfence.ops.simulate;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.config.Suggestion;
import io.ringfence.ops.feed.FeedSpec;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.MarketFeed;
import io.ringfence.ops.json.RecordJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** One simulation from its inputs to its output. */
public final class SimulationRun implements Closeable {
    private final Configuration configuration;
    private final RecordJson json;
    private final @Nullable ChronicleJournal journal;
    private final MergedFeeds inputs;
    private final Simulation simulation;

    public SimulationRun(
            Configuration configuration,
            List<FeedSpec> feeds,
            @Nullable Path scenario,
            @Nullable Path data,
            OutputStream output)
            throws IOException, InputException {
        this.configuration = configuration;
        json = new RecordJson(output);
        List<MarketFeed> sources = new ArrayList<>();
        for (FeedSpec feed : feeds) {
            sources.add(open(feed));
        }
        if (scenario != null) {
            sources.add(ScenarioFile.scenario(scenario, json.names()));
        }
        inputs = new MergedFeeds(sources);
        journal = data == null ? null : fresh(configuration, data);
        simulation = new Simulation((int) configuration.number("engine", "expected_orders"), new Tee());
    }

    private static ChronicleJournal fresh(Configuration configuration, Path data) {
        ChronicleJournal journal;
        try {
            JournalConfig config =
                    new JournalConfig(new JournalLayout(data), configuration.number("journal", "block_size"));
            journal = ChronicleJournal.open(config, ScanProgress.NONE);
        } catch (JournalDamagedException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw Failure.usage(e);
        }
        if (journal.recovered().commands() > 0) {
            journal.close();
            throw Failure.usage("--data " + data + " already holds a journal; a simulation starts a new one");
        }
        return journal;
    }

    private MarketFeed open(FeedSpec feed) throws InputException {
        List<String> symbols = configuration.symbols();
        // The first configuration of an engine gives out ids in the order of the names.
        int symbolId = symbols.indexOf(feed.symbol());
        if (symbolId < 0) {
            throw Failure.usage("--feed " + feed.kind() + ":" + feed.symbol() + ": symbol \"" + feed.symbol()
                    + "\" is not configured; " + Suggestion.of(feed.symbol(), symbols));
        }
        return ScenarioFile.feed(feed, symbolId, json.names());
    }

    /**
     * Runs everything.
     *
     * @throws InputException at the first line that can not be used; the output of everything before it is written
     */
    public void execute() throws InputException, IOException {
        try {
            simulation.run(configuration, inputs);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            json.flush();
        }
    }

    /** Lines and rows executed so far. */
    public long inputs() {
        return simulation.inputs();
    }

    @Override
    public void close() throws IOException {
        inputs.close();
        json.flush();
        if (journal != null) {
            journal.close();
        }
    }

    /** Every record to the journal first, then to the output. */
    private final class Tee implements Journal {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            if (journal != null) {
                journal.append(record, offset, length, sequence, timestampNanos);
            }
            try {
                if (simulation.isConfigured()) {
                    json.writeEvents(record, offset, length);
                } else {
                    json.skip(record, offset, length);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void committed(long sequence) {
            if (journal != null) {
                journal.committed(sequence);
            }
        }
    }
}
