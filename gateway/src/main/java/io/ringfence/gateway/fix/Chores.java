package io.ringfence.gateway.fix;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.record.Names;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that nobody waits for and that must not be lost to a full ring: marks of what was read, and the cancels that
 * follow a disconnect. Tried again until they are in. One thread.
 */
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long RETRY_MILLIS = 5;
    private static final long WATCH_MILLIS = 250;

    private final CommandPort port;
    private final Supplier<Names> names;
    private final Runnable published;
    private final CommandWriter writer = new CommandWriter();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ringfence-fix-chores"));

    Chores(CommandPort port, Supplier<Names> names, Runnable published) {
        this.port = port;
        this.names = names;
        this.published = published;
    }

    /** Looks now and then whether the keys of sessions are still good, and logs out those whose are not. */
    void watch(Links links, Keys keys) {
        var unused = thread.scheduleWithFixedDelay(
                () -> {
                    for (Link link : links.all()) {
                        Credential credential = link.credential();
                        if (credential != null && !keys.isLive(credential)) {
                            link.logOut("the key " + credential.name() + " has been revoked");
                        }
                    }
                },
                WATCH_MILLIS,
                WATCH_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Journals that a message was read which made no command. */
    void mark(Link link) {
        submit(link, link.unmarked(), CommandWriter::sessionMark);
    }

    /** A session has gone: its orders go with it, if that was agreed. */
    void loggedOut(Link link) {
        switch (link.onDisconnect()) {
            case NONE -> {
                // its orders stand
            }
            case SESSION -> submit(link, 0, one -> one.massCancel(-1, -1, -1, -1, link.id(), ""));
            case ACCOUNT -> {
                for (String account : link.config().accounts()) {
                    submit(link, 0, one -> one.massCancel(names.get().accountId(account), -1, -1, -1, -1, ""));
                }
            }
        }
    }

    private void submit(Link link, long seqNum, Consumer<CommandWriter> encoder) {
        try {
            thread.execute(() -> publish(link, seqNum, encoder));
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "a command of FIX session {} came too late, behind the stop",
                    link.config().name());
        }
    }

    private void publish(Link link, long seqNum, Consumer<CommandWriter> encoder) {
        writer.origin(0, seqNum, link.id(), link.keyId());
        encoder.accept(writer);
        CommandPublisher.Result result =
                port.publish(CommandClass.CANCEL, writer.buffer(), 0, writer.length(), System.nanoTime());
        if (result == CommandPublisher.Result.PUBLISHED) {
            published.run();
        } else if (result != CommandPublisher.Result.DEAD && !thread.isShutdown()) {
            var unused = thread.schedule(() -> publish(link, seqNum, encoder), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Lets what is here go in. The core must still run. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
