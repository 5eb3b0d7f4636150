package io.ringfence.gateway.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a data folder, a properties file that only its owner may read: {@code trader.A1=rf_...} with a token, or
 * {@code trader.A1=ed25519:...} with the public half of a pair that signs requests. The part before the first dot is a
 * role, the part behind it the account granted; without one, all accounts. Behind a {@code ~} may follow a label, so that
 * there can be two of a kind. A line keeps its place for ever, because the place is the key's number in the journal; a
 * key that opens nothing any more is {@code revoked}.
 */
public final class KeyFile {
    public static final String FILE_NAME = "sandbox-keys.properties";

    /** Stands in place of a key that opens nothing any more: its line keeps its place. */
    public static final String REVOKED = "revoked";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String HEADING = """
            # Keys of this core. Whoever reads a token (rf_) can trade with it here; a public key (ed25519:) opens nothing.
            # Leave the lines in their order: a key's place is its number in the journal.
            """;

    private final Path path;
    private final List<String> comments = new ArrayList<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private KeyFile(Path path) {
        this.path = path;
    }

    public static Path in(Path dataDirectory) {
        return dataDirectory.resolve(FILE_NAME);
    }

    /** One without keys, not on disk yet. */
    static KeyFile empty(Path dataDirectory) {
        KeyFile file = new KeyFile(in(dataDirectory));
        HEADING.lines().forEach(file.comments::add);
        return file;
    }

    /**
     * Reads the file of a data folder.
     *
     * @throws IOException with a sentence for people when it is absent, can be read by others, or a line is no key
     */
    public static KeyFile read(Path dataDirectory) throws IOException {
        KeyFile file = new KeyFile(in(dataDirectory));
        if (!Files.getPosixFilePermissions(file.path).equals(OWNER_ONLY)) {
            throw new IOException(file.path + " can be read by others; run: chmod 600 " + file.path);
        }
        int number = 0;
        try {
            for (String line : Files.readAllLines(file.path, StandardCharsets.US_ASCII)) {
                number++;
                file.parse(line.strip(), number);
            }
        } catch (CharacterCodingException e) {
            throw new IOException(file.path + " holds characters that no key has; restore it from a copy", e);
        }
        return file;
    }

    private void parse(String line, int number) throws IOException {
        if (line.isEmpty() || line.startsWith("#")) {
            comments.add(line);
            return;
        }
        // Neither a role nor a token has an equals sign; the name of an account may.
        int at = line.lastIndexOf('=');
        String name = at < 0 ? "" : line.substring(0, at).strip().replace("\\", "");
        String token = line.substring(at + 1).strip();
        if (problem(name) != null || !isKey(token)) {
            throw new IOException(path + ":" + number
                    + ": not a key; a line is ROLE=rf_... or ROLE.ACCOUNT=rf_..., or has ed25519:... behind the =");
        }
        if (!token.equals(REVOKED) && tokens.containsValue(token)) {
            throw new IOException(path + ":" + number + ": the token of " + name + " is also that of another key");
        }
        if (tokens.put(name, token) != null) {
            throw new IOException(path + ":" + number + ": " + name + " has two keys; delete one of the lines");
        }
    }

    private static boolean isKey(String value) {
        if (!SigningKey.isText(value)) {
            return value.startsWith(Tokens.PREFIX) || value.equals(REVOKED);
        }
        try {
            SigningKey.parse(value);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Why this can not be the name of a key, or null when it can. */
    public static @Nullable String problem(String name) {
        return KeyName.problem(name);
    }

    public Path path() {
        return path;
    }

    /** Tokens and public keys by name, in the order of the file. */
    public Map<String, String> tokens() {
        return Collections.unmodifiableMap(tokens);
    }

    /** Sets a key: in its old place when there is one, at the end when it is new. */
    public void put(String name, String token) {
        tokens.put(name, token);
    }

    /** Replaces the file: readers and a crash see the old keys or the new ones. */
    public void write() throws IOException {
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append(comment).append('\n'));
        tokens.forEach((name, token) ->
                text.append(escaped(name)).append('=').append(token).append('\n'));
        Path draft = path.resolveSibling(FILE_NAME + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String escaped(String name) {
        return name.replace(":", "\\:").replace("=", "\\=");
    }
}
