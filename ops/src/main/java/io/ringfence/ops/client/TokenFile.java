package io.ringfence.ops.client;

import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.auth.Tokens;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens that a core wrote into its data folder, for a person who uses them. */
public final class TokenFile {
    private final Path data;

    public TokenFile(Path data) {
        this.data = data;
    }

    public Path path() {
        return KeyFile.in(data);
    }

    /** The token with this name, such as {@code trader.A1} or {@code risk_admin}. */
    public String token(String name) {
        KeyFile file = read();
        String token = file.tokens().get(name);
        if (token == null) {
            throw Failure.usage(path() + " has no token for " + name + "; there are "
                    + String.join(", ", file.tokens().keySet()) + "; or give one with --key");
        }
        if (token.equals(KeyFile.REVOKED)) {
            throw Failure.usage(name + " in " + path() + " has been revoked; give another one with --key");
        }
        if (!token.startsWith(Tokens.PREFIX)) {
            throw Failure.usage(name + " in " + path() + " signs its requests; give its file with --sign-with");
        }
        return token;
    }

    /** A token that was made, and whether it took the place of an old one. */
    public record Made(String token, boolean replaced) {}

    /** Makes a token: in the place of the old one of this name, or a new one; a running core takes it within a second. */
    public Made make(String name) {
        String token = Tokens.generate(new SecureRandom());
        return new Made(token, put(name, token));
    }

    /** Says why no key can have this name. */
    public void requireName(String name) {
        String problem = KeyFile.problem(name);
        if (problem != null) {
            throw Failure.usage("no key can be called \"" + name + "\": " + problem);
        }
    }

    /** Sets a token or a public key; true when it took the place of another. A running core takes it within a second. */
    public boolean put(String name, String value) {
        requireName(name);
        KeyFile file = read();
        boolean replaced = file.tokens().containsKey(name);
        file.put(name, value);
        try {
            file.write();
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, path() + " can not be written: " + Failure.reason(e), e);
        }
        return replaced;
    }

    /** Makes a key worthless. */
    public void revoke(String name) {
        if (!read().tokens().containsKey(name)) {
            throw Failure.usage(path() + " has no key " + name + "; there are "
                    + String.join(", ", read().tokens().keySet()));
        }
        put(name, KeyFile.REVOKED);
    }

    /** What each key is, in the order of the file. */
    public Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        read().tokens().forEach((name, value) -> kinds.put(name, kind(value)));
        return kinds;
    }

    private static String kind(String value) {
        if (value.equals(KeyFile.REVOKED)) {
            return "revoked";
        }
        return value.startsWith(Tokens.PREFIX) ? "token" : "signs (Ed25519)";
    }

    private KeyFile read() {
        try {
            return KeyFile.read(data);
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.USAGE, path() + " does not exist; give --data of a core that has run", e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, Failure.reason(e), e);
        }
    }
}
