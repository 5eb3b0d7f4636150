package io.ringfence.ops.run;

import io.ringfence.gateway.Gateway;
import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.fix.FixGateway;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a person sees when the core is ready: where it listens, where its keys are, one order to paste. */
final class Welcome {
    private final PrintWriter out;
    private final Path keys;
    private final JournalLayout layout;
    private final Gateway gateway;
    private final @Nullable FixGateway fix;

    Welcome(PrintWriter out, JournalLayout layout, Gateway gateway, @Nullable FixGateway fix) {
        this.fix = fix;
        this.out = out;
        this.layout = layout;
        this.gateway = gateway;
        keys = KeyFile.in(layout.dataDirectory());
    }

    void print(Recovery recovery, boolean sandbox) {
        String trading = url(gateway.tradingAddress());
        out.println("Ringfence is ready" + recovered(recovery) + ".");
        out.println("  orders and queries      " + trading);
        if (fix != null) {
            out.println("  FIX 4.4                 " + fix.address().getHostString() + ":"
                    + fix.address().getPort());
        }
        out.println("  health, metrics, kill   " + url(gateway.operationsAddress()));
        out.println("  console                 " + url(gateway.operationsAddress()) + "/");
        out.println("  journal                 " + layout.journalDirectory());
        out.println("  keys                    " + keys);
        if (sandbox) {
            out.println();
            out.println("Buy something:");
            out.println("  curl -s " + (gateway.isTls() ? "--cacert AUTHORITY.pem " : "") + trading + "/v1/orders \\");
            out.println("    -H \"Authorization: Bearer $(grep ^trader.A1= " + keys + " | cut -d= -f2)\" \\");
            out.println("    -H 'Content-Type: application/json' \\");
            // Another one at every start: the same would only show the first order again.
            long next = recovery.journal().recovered().lastSequence() + 1;
            out.println("    -d '{\"client_order_id\":\"first-" + next + "\",\"account\":\"A1\",\"symbol\":\"BTC-USD\","
                    + "\"side\":\"buy\",\"type\":\"market\",\"qty\":\"0.5\"}'");
        }
        out.flush();
    }

    private static String recovered(Recovery recovery) {
        String commands = recovery.replayed() + " commands";
        SnapshotFile start = recovery.start();
        if (start != null) {
            return ", recovered from the snapshot at sequence " + start.sequence() + " and " + commands;
        }
        return recovery.replayed() == 0 ? "" : ", recovered from " + commands;
    }

    private String url(java.net.InetSocketAddress address) {
        return (gateway.isTls() ? "https://" : "http://") + address.getHostString() + ":" + address.getPort();
    }
}
