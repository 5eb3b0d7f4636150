package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.MarketFeed;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays a recorded feed at the pace at which it was recorded, from the start of the process on. */
final class ReplayedFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayedFeed.class);

    private final String name;
    private final MarketFeed feed;
    private final CommandPublisher publisher;
    private final CommandWriter writer = new CommandWriter();
    private final Thread thread;
    private volatile boolean stopping;

    ReplayedFeed(String name, MarketFeed feed, CommandPublisher publisher) {
        this.name = name;
        this.feed = feed;
        this.publisher = publisher;
        thread = new Thread(this::run, "ringfence-feed-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long startedAt = System.nanoTime();
        long firstAt = Long.MIN_VALUE;
        try {
            while (!stopping && feed.next()) {
                firstAt = firstAt == Long.MIN_VALUE ? feed.atNanos() : firstAt;
                awaitTurn(startedAt + (feed.atNanos() - firstAt));
                feed.encode(writer);
                publisher.publish(CommandClass.FEED, writer.buffer(), 0, writer.length(), System.nanoTime());
            }
            LOG.info("feed {} has ended", name);
        } catch (InputException e) {
            LOG.error("feed {} stops: {}", name, e.getMessage());
        }
    }

    private void awaitTurn(long dueAt) {
        long left = dueAt - System.nanoTime();
        while (left > 0 && !stopping) {
            LockSupport.parkNanos(Math.min(left, 50_000_000L));
            left = dueAt - System.nanoTime();
        }
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feed.close();
    }
}
