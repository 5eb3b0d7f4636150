package io.ringfence.ops.run;

import io.ringfence.gateway.GatewayConfig.Address;
import io.ringfence.gateway.fix.FixConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The FIX port as the configuration has it. */
final class FixPort {
    static final String FOLDER = "fix";
    /** Within it: what reports need to know of the journal's beginning. */
    static final String STATE = "state";

    private final Configuration configuration;

    private FixPort(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Null when there is no session: then no port is opened. */
    static @Nullable FixConfig of(Configuration configuration, JournalLayout layout) throws IOException {
        return configuration.sessions().isEmpty() ? null : new FixPort(configuration).read(layout);
    }

    private FixConfig read(JournalLayout layout) throws IOException {
        List<FixConfig.Session> sessions = new ArrayList<>();
        configuration.sessions().forEach(name -> sessions.add(session(name)));
        return new FixConfig(
                new Address(configuration.require("gateway", "fix", "host"), (int) number("port")),
                layout.dataDirectory().resolve(FOLDER),
                configuration.require("journal", "durability").equals("power"),
                configuration.require("mode"),
                (int) number("sending_time_s"),
                (int) number("max_message_bytes"),
                FixConfig.ENDED_ORDERS,
                SnapshotSettings.policy(
                        configuration, layout.dataDirectory().resolve(FOLDER).resolve(STATE)),
                tls(),
                sessions);
    }

    private long number(String key) {
        return configuration.number("gateway", "fix", key);
    }

    private FixConfig.@Nullable Tls tls() throws IOException {
        String keyStore = configuration.text("gateway", "fix", "tls", "key_store");
        if (keyStore == null) {
            return null;
        }
        String trustStore = configuration.text("gateway", "fix", "tls", "trust_store");
        return new FixConfig.Tls(
                Path.of(keyStore),
                password("key_store_password_file"),
                trustStore == null ? null : Path.of(trustStore),
                trustStore == null ? null : password("trust_store_password_file"));
    }

    private String password(String key) throws IOException {
        String file = configuration.text("gateway", "fix", "tls", key);
        if (file == null) {
            return "";
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw Failure.usage(configuration.name() + ": gateway.fix.tls." + key + ": " + file + " can not be read");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
            throw Failure.usage(file + " can be read by others; run: chmod 600 " + file);
        }
        return Files.readString(path).strip();
    }

    private FixConfig.Session session(String name) {
        return new FixConfig.Session(
                name,
                configuration.require("gateway", "fix", "sessions", name, "target"),
                configuration.require("gateway", "fix", "sessions", name, "sender"),
                list(name, "accounts"),
                configuration
                                .require("gateway", "fix", "sessions", name, "auth")
                                .equals("none")
                        ? FixConfig.Auth.NONE
                        : FixConfig.Auth.KEY,
                configuration.text("gateway", "fix", "sessions", name, "public_key"),
                flag(name, "reset"),
                flag(name, "drop_copy"),
                flag(name, "feed"),
                FixConfig.OnDisconnect.valueOf(configuration
                        .require("gateway", "fix", "sessions", name, "cancel_on_disconnect")
                        .toUpperCase(Locale.ROOT)),
                list(name, "allow"),
                flag(name, "reduce"));
    }

    private boolean flag(String name, String key) {
        return configuration.flag("gateway", "fix", "sessions", name, key);
    }

    private Set<String> list(String name, String key) {
        return Set.copyOf(configuration.list("gateway", "fix", "sessions", name, key));
    }
}
