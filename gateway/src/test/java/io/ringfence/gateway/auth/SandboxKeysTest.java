package io.ringfence.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxKeysTest {
    private static final List<String> SANDBOX = List.of("A1", "A2");

    @TempDir
    private Path data;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = data.resolve("sandbox-keys.properties");
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private Credential credential(SandboxKeys.Opened opened, String name) throws IOException {
        return opened.keys().byTokenHash(Tokens.hash(properties().getProperty(name)));
    }

    private void replaceInFile(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void makesAKeyForEveryRoleThatOnlyTheOwnerCanRead() throws IOException {
        SandboxKeys.Opened opened = SandboxKeys.open(data, SANDBOX);
        assertThat(opened.created()).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyFile.read(data).tokens().keySet())
                .containsExactly("trader.A1", "trader.A2", "risk_admin", "operator", "viewer", "auditor", "admin");
        assertThat(credential(opened, "trader.A1").role()).isEqualTo(Role.TRADER);
        assertThat(credential(opened, "trader.A1").mayUse("A1")).isTrue();
        assertThat(credential(opened, "trader.A1").mayUse("A2")).isFalse();
        assertThat(credential(opened, "risk_admin").role()).isEqualTo(Role.RISK_ADMIN);
        assertThat(credential(opened, "risk_admin").hasAllAccounts()).isTrue();
        assertThat(properties().getProperty("viewer")).matches("rf_[A-Za-z0-9_-]{43}");
        assertThat(opened.keys().byTokenHash(Tokens.hash("rf_other"))).isNull();
    }

    @Test
    void leavesTheFileAsItIsAtARestart() throws IOException {
        SandboxKeys.open(data, SANDBOX);
        byte[] before = Files.readAllBytes(file);
        SandboxKeys.Opened again = SandboxKeys.open(data, SANDBOX);
        assertThat(again.created()).isFalse();
        assertThat(again.added()).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(credential(again, "operator").role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void givesANewAccountItsKeyAndTheOthersTheirOldOnes() throws IOException {
        SandboxKeys.open(data, List.of("B"));
        Properties before = properties();
        SandboxKeys.Opened later = SandboxKeys.open(data, List.of("A", "B"));
        assertThat(later.added()).containsExactly("trader.A");
        assertThat(properties()).containsAllEntriesOf(before);
        // Its number in the journal is its place in the file, so a new key may not move an old one.
        assertThat(credential(later, "trader.B").id()).isEqualTo(1);
        assertThat(credential(later, "admin").id()).isEqualTo(6);
        assertThat(credential(later, "trader.A").id()).isEqualTo(7);
        assertThat(credential(later, "trader.A").accounts()).containsExactly("A");
    }

    @Test
    void keepsButDoesNotAcceptTheKeyOfAnAccountThatIsConfiguredNoMore() throws IOException {
        SandboxKeys.open(data, SANDBOX);
        Properties before = properties();
        SandboxKeys.Opened without = SandboxKeys.open(data, List.of("A2"));
        assertThat(properties()).isEqualTo(before);
        assertThat(credential(without, "trader.A1")).isNull();
        assertThat(credential(without, "trader.A2").id()).isEqualTo(2);
        assertThat(credential(SandboxKeys.open(data, SANDBOX), "trader.A1").id())
                .isEqualTo(1);
    }

    @Test
    void takesNamesWithEverySignThatAnAccountMayHave() throws IOException {
        List<String> odd = List.of("a.b", "x=y", "desk:7", "a@b+c#d-e_f");
        SandboxKeys.open(data, odd);
        SandboxKeys.Opened again = SandboxKeys.open(data, odd);
        assertThat(again.added()).isEmpty();
        for (String name : odd) {
            assertThat(credential(again, "trader." + name).accounts()).containsExactly(name);
        }
    }

    @Test
    void refusesAFileThatOthersCanRead() throws IOException {
        SandboxKeys.open(data, SANDBOX);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SandboxKeys.open(data, SANDBOX)).hasMessageContaining("chmod 600");
    }

    @Test
    void refusesADamagedFileAndChangesNothing() throws IOException {
        SandboxKeys.open(data, SANDBOX);
        byte[] sound = Files.readAllBytes(file);
        refuses("viewer=rf_", "viewer=", ":7: not a key");
        Files.write(file, sound);
        refuses("operator=", "oprator=", ":6: not a key");
        Files.write(file, sound);
        refuses("trader.A1=", "trader=", ":3: not a key");
        Files.write(file, sound);
        refuses("trader.A2=", "trader.A1=", ":4: trader.A1 has two keys");
        Files.write(file, sound);
        refuses(
                properties().getProperty("trader.A2"),
                properties().getProperty("trader.A1"),
                ":4: the token of trader.A2 is also that of another key");
        Files.write(file, sound);
        refuses("auditor=" + properties().getProperty("auditor") + "\n", "", "keys new --role auditor");
        Files.write(file, sound);
        refuses("admin", "\u00e4dmin", "characters that no key has");
    }

    private void refuses(String from, String to, String said) throws IOException {
        replaceInFile(from, to);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SandboxKeys.open(data, SANDBOX))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(said);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
