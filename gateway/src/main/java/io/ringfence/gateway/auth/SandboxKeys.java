package io.ringfence.gateway.auth;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * The sandbox's tokens in a properties file that only its owner may read: {@code trader.A1=rf_...}. The part before the
 * dot is the role, the part behind it the account granted; no dot, all accounts. Made at the first start, kept after.
 */
public final class SandboxKeys {
    public static final String FILE_NAME = "sandbox-keys.properties";
    public static final List<String> NAMES =
            List.of("trader.A1", "trader.A2", "risk_admin", "operator", "viewer", "auditor", "admin");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private SandboxKeys() {}

    /** Reads the file in this folder, or makes it. */
    public static Keys loadOrCreate(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            Files.createDirectories(dataDirectory);
            create(file);
        }
        return load(file);
    }

    private static void create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        StringBuilder text =
                new StringBuilder("# Tokens of the sandbox. Whoever reads this file can trade in it; nowhere else.\n");
        for (String name : NAMES) {
            text.append(name).append('=').append(Tokens.generate(random)).append('\n');
        }
        Path draft = file.resolveSibling(FILE_NAME + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(draft, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
        }
    }

    private static Keys load(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            throw new IOException(file + " can be read by others; run: chmod 600 " + file);
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            properties.load(reader);
        }
        List<TokenKeys.Entry> entries = new ArrayList<>();
        for (String name : NAMES) {
            String token = properties.getProperty(name, "").trim();
            if (!token.startsWith(Tokens.PREFIX)) {
                throw new IOException(file + ": no token for " + name + "; delete the file to have all made anew");
            }
            entries.add(new TokenKeys.Entry(credential(entries.size() + 1, name), Tokens.hash(token)));
        }
        return new TokenKeys(entries);
    }

    private static Credential credential(int id, String name) {
        int dot = name.indexOf('.');
        String role = dot < 0 ? name : name.substring(0, dot);
        Set<String> accounts = dot < 0 ? Set.of() : Set.of(name.substring(dot + 1));
        return new Credential(id, name, Role.valueOf(role.toUpperCase(Locale.ROOT)), accounts);
    }
}
