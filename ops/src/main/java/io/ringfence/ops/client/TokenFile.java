package io.ringfence.ops.client;

import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.auth.Tokens;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;

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
        if (!token.startsWith(Tokens.PREFIX)) {
            throw Failure.usage(name + " in " + path() + " signs its requests; give its file with --sign-with");
        }
        return token;
    }

    /** A token that was made, and whether it took the place of an old one. */
    public record Made(String token, boolean replaced) {}

    /** Makes a token: in the place of the old one of this name, or a new one; the core takes it at its next start. */
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

    /** Sets a token or a public key; true when it took the place of another. The core takes it at its next start. */
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
