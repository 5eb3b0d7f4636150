package io.ringfence.gateway.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The keys of a data folder, which follow the configured accounts: a trader for each, and one key for each role that
 * sees all of them. Made at the first start and kept from then on; an account that a later configuration adds gets its
 * key, and the key of one that it drops stays in the file and opens nothing until the account is back.
 */
public final class SandboxKeys {
    private static final List<String> ROLES = List.of("risk_admin", "operator", "viewer", "auditor", "admin");
    private static final String TRADER = "trader.";

    private SandboxKeys() {}

    /**
     * What was opened.
     *
     * @param created whether there was no file before
     * @param added names of the keys that were added to a file that was there
     */
    public record Opened(FileKeys keys, boolean created, List<String> added) {
        public Opened {
            added = List.copyOf(added);
        }
    }

    /**
     * Reads the file in this folder, or makes it.
     *
     * @throws IOException with a sentence for people when the file can not be used; it is as it was then
     */
    public static Opened open(Path dataDirectory, Collection<String> accounts) throws IOException {
        boolean created = !Files.exists(KeyFile.in(dataDirectory));
        Files.createDirectories(dataDirectory);
        KeyFile file = created ? KeyFile.empty(dataDirectory) : KeyFile.read(dataDirectory);
        SecureRandom random = new SecureRandom();
        List<String> added = new ArrayList<>();
        for (String account : new TreeSet<>(accounts)) {
            if (!file.tokens().containsKey(TRADER + account)) {
                file.put(TRADER + account, Tokens.generate(random));
                added.add(TRADER + account);
            }
        }
        for (String role : ROLES) {
            if (created) {
                file.put(role, Tokens.generate(random));
            } else if (!file.tokens().containsKey(role)) {
                throw new IOException(file.path() + " has no key for " + role
                        + "; add one with: ringfence keys new --role " + role + " --data " + dataDirectory);
            }
        }
        if (!added.isEmpty()) {
            file.write();
        }
        return new Opened(new FileKeys(file, dataDirectory, accounts), created, created ? List.of() : added);
    }
}
