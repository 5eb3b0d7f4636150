package io.ringfence.ops.simulate;

import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.MarketFeed;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several sources as one, by time. At the same time the earlier source in the list goes first: feeds in the order in
 * which they were given, then the scenario, so that an order sees the market as it was at its own time.
 */
final class MergedFeeds implements Closeable {
    private final List<MarketFeed> feeds;
    private final boolean[] ended;
    private @Nullable MarketFeed inHand;
    private boolean started;

    MergedFeeds(List<MarketFeed> feeds) {
        this.feeds = List.copyOf(feeds);
        this.ended = new boolean[feeds.size()];
    }

    /** The source with the next event, or null when all have ended. */
    @Nullable
    MarketFeed next() throws InputException {
        if (!started) {
            started = true;
            for (int i = 0; i < ended.length; i++) {
                ended[i] = !feeds.get(i).next();
            }
        } else if (inHand != null) {
            // Read ahead only now, so that a malformed line stops the run behind the line before it.
            ended[feeds.indexOf(inHand)] = !inHand.next();
        }
        inHand = null;
        for (int i = 0; i < ended.length; i++) {
            MarketFeed feed = feeds.get(i);
            if (!ended[i] && (inHand == null || feed.atNanos() < inHand.atNanos())) {
                inHand = feed;
            }
        }
        return inHand;
    }

    @Override
    public void close() throws IOException {
        for (MarketFeed feed : feeds) {
            feed.close();
        }
    }
}
