package io.ringfence.ops.cli;

import io.ringfence.ops.client.SigningFile;
import io.ringfence.ops.client.TokenFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys new}, {@code keys list} and {@code keys revoke}. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes credentials.",
        subcommands = {KeysCommand.New.class, KeysCommand.Revoke.class, KeysCommand.ListKeys.class})
final class KeysCommand {
    private KeysCommand() {}

    /** Whose keys. */
    abstract static class Base implements Callable<Integer> {
        @Option(
                names = "--data",
                defaultValue = "data",
                paramLabel = "DIR",
                description = "The data folder (default: ${DEFAULT-VALUE}).")
        private Path data = Path.of("data");

        @Spec
        private @Nullable CommandSpec spec;

        TokenFile file() {
            return new TokenFile(data);
        }

        PrintWriter out() {
            return Streams.out(spec);
        }

        PrintWriter err() {
            return Streams.err(spec);
        }
    }

    @Command(
            name = "new",
            description = {
                "Makes a token in the data folder, in the place of the old one where there is one, and prints it.",
                "With --sign it makes an Ed25519 pair instead: the private half goes to the file that you name, the"
                        + " public half to the data folder, so that nothing there can forge a request.",
                "A running core takes it within a second; the old one is worthless from then on, and its connections end.",
                "With --label a client has two keys, or two persons one each: make the new one, change over, revoke the old."
            })
    static final class New extends Base {
        @Option(
                names = "--role",
                required = true,
                description = "trader, risk_admin, operator, viewer, auditor or admin.")
        private String role = "";

        @Option(names = "--account", description = "The only account that the key may use; a trader needs one.")
        private @Nullable String account;

        @Option(names = "--label", description = "Tells keys of one role and account apart, such as 2027 or alice.")
        private @Nullable String label;

        @Option(
                names = "--sign",
                paramLabel = "FILE",
                description = "New file for the private half of a pair that signs requests (client --sign-with FILE).")
        private @Nullable Path sign;

        @Override
        public Integer call() {
            String name = role.toLowerCase(Locale.ROOT)
                    + (account == null ? "" : "." + account)
                    + (label == null ? "" : "~" + label);
            TokenFile file = file();
            if (sign != null) {
                return pair(file, name, sign);
            }
            TokenFile.Made made = file.make(name);
            out().println(made.token());
            tell(made.replaced(), name, file);
            return 0;
        }

        private int pair(TokenFile file, String name, Path secret) {
            file.requireName(name);
            boolean replaced = file.put(name, SigningFile.make(secret, name));
            out().println(secret);
            tell(replaced, name, file);
            return 0;
        }

        private void tell(boolean replaced, String name, TokenFile file) {
            err().println((replaced ? "replaced " : "added ") + name + " in " + file.path()
                    + "; a running core takes it within a second");
        }
    }

    @Command(
            name = "revoke",
            description = {
                "Makes a key worthless; a running core ends its connections within a second.",
                "Its line stays in the key file, because its place there is its number in the journal."
            })
    static final class Revoke extends Base {
        @Parameters(paramLabel = "NAME", description = "The key, such as trader.A1 or risk_admin~alice.")
        private String name = "";

        @Override
        public Integer call() {
            TokenFile file = file();
            file.revoke(name);
            err().println("revoked " + name + " in " + file.path() + "; a running core takes it within a second");
            return 0;
        }
    }

    @Command(name = "list", description = "Lists keys by name and kind; never the keys themselves.")
    static final class ListKeys extends Base {
        @Override
        public Integer call() {
            file().kinds().forEach((name, kind) -> out().println(String.format(Locale.ROOT, "%-24s %s", name, kind)));
            return 0;
        }
    }
}
