package io.ringfence.ops.simulate;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.ops.feed.FeedSpec;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.LineReader;
import io.ringfence.ops.feed.MarketFeed;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.simulate.JsonLine.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** JSON lines, one command each, by rising time: a whole scenario, or the quotes of one symbol as a feed. */
public final class ScenarioFile implements MarketFeed {
    private final LineReader lines;
    private final Names names;
    private final @Nullable String feedSymbol;
    private @Nullable ScenarioLine encoder;
    private @Nullable JsonLine inHand;
    private long atNanos = Long.MIN_VALUE;

    private ScenarioFile(LineReader lines, Names names, @Nullable String feedSymbol) {
        this.lines = lines;
        this.names = names;
        this.feedSymbol = feedSymbol;
    }

    /** A whole scenario. Names are looked up when a line is encoded, so they may still be learned meanwhile. */
    public static ScenarioFile scenario(Path file, Names names) {
        return new ScenarioFile(LineReader.open(file, "scenario"), names, null);
    }

    /** Opens a feed of any kind, for the symbol with this id. */
    public static MarketFeed feed(FeedSpec spec, int symbolId, Names names) throws InputException {
        return spec.kind().equals(FeedSpec.JSONL)
                ? new ScenarioFile(LineReader.open(spec.path(), "feed file"), names, spec.symbol())
                : spec.openCsv(symbolId);
    }

    @Override
    public boolean next() throws InputException {
        String text = lines.next();
        while (text != null && text.isBlank()) {
            text = lines.next();
        }
        if (text == null) {
            return false;
        }
        try {
            JsonLine line = JsonLine.parse(text);
            long at = ScenarioLine.time(line);
            if (at < atNanos) {
                throw new MalformedException("\"t\" " + at + " is earlier than the line before, " + atNanos);
            }
            if (feedSymbol != null) {
                checkFeedLine(line, feedSymbol);
            }
            inHand = line;
            atNanos = at;
        } catch (MalformedException e) {
            throw new InputException(lines.where(), String.valueOf(e.getMessage()));
        }
        return true;
    }

    private static void checkFeedLine(JsonLine line, String symbol) throws MalformedException {
        if (!ScenarioLine.isMarketData(line)) {
            throw new MalformedException("type \"" + line.orEmpty("type") + "\" does not belong into a feed of quotes");
        }
        if (!symbol.equals(line.text("symbol"))) {
            throw new MalformedException("symbol \"" + line.orEmpty("symbol") + "\" in the feed of " + symbol);
        }
    }

    @Override
    public long atNanos() {
        return atNanos;
    }

    @Override
    public void encode(CommandWriter writer) throws InputException {
        if (inHand == null) {
            throw new IllegalStateException("no line was read");
        }
        if (encoder == null) {
            encoder = new ScenarioLine(writer, names);
        }
        try {
            encoder.encode(inHand);
        } catch (MalformedException e) {
            throw new InputException(lines.where(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
