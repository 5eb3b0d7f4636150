package io.ringfence.ops.client;

import io.ringfence.gateway.auth.SandboxKeys;
import io.ringfence.gateway.auth.Tokens;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The tokens that a core wrote into its data folder. */
public final class TokenFile {
    private final Path file;

    public TokenFile(Path data) {
        file = data.resolve(SandboxKeys.FILE_NAME);
    }

    public Path path() {
        return file;
    }

    /** The token with this name, such as {@code trader.A1} or {@code risk_admin}. */
    public String token(String name) {
        for (String line : lines()) {
            if (line.startsWith(name + "=")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        throw Failure.usage(file + " has no token for " + name + "; give one with --key");
    }

    /** Puts a new token in the place of an old one; the core takes it at its next start. */
    public String renew(String name) {
        String token = Tokens.generate(new SecureRandom());
        List<String> lines = new ArrayList<>(lines());
        if (!lines.removeIf(line -> line.startsWith(name + "="))) {
            throw Failure.usage(file + " has no token for " + name + "; there are " + names(lines));
        }
        lines.add(name + "=" + token);
        Path draft = file.resolveSibling(SandboxKeys.FILE_NAME + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, lines, StandardCharsets.US_ASCII);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, file + " can not be written: " + e.getMessage(), e);
        }
        return token;
    }

    private static String names(List<String> lines) {
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("#") && line.contains("=")) {
                names.add(line.substring(0, line.indexOf('=')));
            }
        }
        return String.join(", ", names);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new Failure(
                    Failure.USAGE, file + " does not exist; give --data of a core that has run, or --key TOKEN", e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, file + " can not be read: " + e.getMessage(), e);
        }
    }
}
