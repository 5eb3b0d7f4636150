package io.ringfence.gateway.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a key file, read again when it changes: a key that is revoked, replaced or added there is so for the
 * running core. A file that can not be read changes nothing. Safe for any thread; {@link #refresh} is called by one.
 */
public final class FileKeys implements Keys {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);

    private final Path dataDirectory;
    private final Set<String> accounts;
    private volatile Loaded loaded;
    private volatile boolean stale;
    /** Of the last reading; the first refresh reads again what may have changed while the start read it. */
    private String fingerprint = "";

    /** One reading of the file: by name what stands there, and who that is. */
    private record Loaded(TokenKeys keys, Map<String, Line> lines) {}

    private record Line(String value, Credential credential) {}

    FileKeys(KeyFile file, Path dataDirectory, Collection<String> accounts) {
        this.dataDirectory = dataDirectory;
        this.accounts = Set.copyOf(accounts);
        this.loaded = load(file, Map.of());
    }

    private String fingerprint() {
        try {
            BasicFileAttributes of = Files.readAttributes(KeyFile.in(dataDirectory), BasicFileAttributes.class);
            return of.lastModifiedTime() + " " + of.size() + " " + of.fileKey();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** A line that stands where it stood with the value that it had is the same credential, with all that is open. */
    private Loaded load(KeyFile file, Map<String, Line> before) {
        List<TokenKeys.Entry> entries = new ArrayList<>();
        List<SigningKey> signers = new ArrayList<>();
        Map<String, Line> lines = new HashMap<>();
        int place = 0;
        for (Map.Entry<String, String> key : file.tokens().entrySet()) {
            place++;
            String name = key.getKey();
            String value = key.getValue();
            KeyName parts = KeyName.parse(name);
            if (KeyFile.REVOKED.equals(value) || !accounts.containsAll(parts.accounts())) {
                continue;
            }
            Line old = before.get(name);
            boolean kept =
                    old != null && old.value().equals(value) && old.credential().id() == place;
            Credential credential = old != null && kept
                    ? old.credential()
                    : new Credential(place, name, parts.role(), parts.accounts());
            lines.put(name, new Line(value, credential));
            if (SigningKey.isText(value)) {
                signers.add(signer(credential, value));
            } else {
                entries.add(new TokenKeys.Entry(credential, Tokens.hash(value)));
            }
        }
        return new Loaded(new TokenKeys(entries, signers), Map.copyOf(lines));
    }

    private static SigningKey signer(Credential credential, String text) {
        try {
            return new SigningKey(credential, SigningKey.parse(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key file takes no such line", e);
        }
    }

    /** Reads the file again if it has changed; to be called again and again, by one thread. */
    public void refresh() {
        String now = fingerprint();
        if (now.equals(fingerprint)) {
            return;
        }
        fingerprint = now;
        try {
            Loaded next = load(KeyFile.read(dataDirectory), loaded.lines());
            tell(loaded.lines(), next.lines());
            loaded = next;
            stale = false;
        } catch (IOException | RuntimeException e) {
            stale = true;
            LOG.error("the changed key file is not used, the old keys stay: {}", e.getMessage());
        }
    }

    private static void tell(Map<String, Line> before, Map<String, Line> after) {
        before.forEach((name, line) -> {
            Line now = after.get(name);
            if (now == null) {
                SecurityLog.keyChanged("key_revoked", name);
            } else if (!now.equals(line)) {
                SecurityLog.keyChanged("key_replaced", name);
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> SecurityLog.keyChanged("key_added", name));
    }

    /** Whether the file has changed to something that can not be read, so that the old keys are in use. */
    public boolean isStale() {
        return stale;
    }

    @Override
    public @Nullable Credential byTokenHash(byte[] sha256) {
        return loaded.keys().byTokenHash(sha256);
    }

    @Override
    public @Nullable SigningKey signingKey(String name) {
        return loaded.keys().signingKey(name);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a replaced key is an equal credential and another key
    public boolean isLive(Credential credential) {
        Line line = loaded.lines().get(credential.name());
        return line != null && line.credential() == credential;
    }
}
