package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.client.ApiClient;
import io.ringfence.ops.client.Body;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code client watch}: executions as they happen. */
@Command(
        name = "watch",
        description = {
            "Prints executions as JSON lines as they happen, each one once, until interrupted.",
            "Every line has its seq; --after SEQ goes on behind a line that was seen, also after a restart of the core."
        })
final class WatchCommand extends ClientCommand.Base {
    private static final long PAUSE_NANOS = 200_000_000;

    @Option(names = "--account", paramLabel = "A", description = "Of one account only.")
    private @Nullable String account;

    @Option(names = "--after", paramLabel = "SEQ", description = "Begin behind this sequence; else with what is new.")
    private long after = -1;

    @Option(names = "--count", paramLabel = "N", description = "End when so many were printed.")
    private long count = Long.MAX_VALUE;

    @Override
    public Integer call() {
        if (after < -1 || count < 1) {
            throw Failure.usage("--after takes a sequence, 0 or more, and --count a number of executions, 1 or more");
        }
        ApiClient client = client("viewer");
        String filter = account == null ? "" : "&account=" + escaped(account);
        long printed = 0;
        while (!Thread.currentThread().isInterrupted()) {
            // The first question only asks where "new" begins.
            long from = after < 0 ? Long.MAX_VALUE : after;
            ApiClient.Answer answer = client.send("GET", "/v1/executions?after=" + from + filter, null);
            if (!answer.isSuccess()) {
                return refused(answer);
            }
            List<String> executions = Body.elements(answer.body(), "executions");
            for (String execution : executions) {
                print(execution);
                printed++;
                if (printed >= count) {
                    return 0;
                }
            }
            String next = Body.field(answer.body(), "next_after");
            boolean more = next != null && !next.equals("null");
            after = Long.parseLong(more ? next : String.valueOf(Body.field(answer.body(), "as_of_seq")));
            if (!more) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return 0;
    }
}
