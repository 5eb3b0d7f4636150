package io.ringfence.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxKeysTest {
    @TempDir
    private Path data;

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve(SandboxKeys.FILE_NAME))) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void makesAKeyForEveryRoleThatOnlyTheOwnerCanRead() throws IOException {
        Keys keys = SandboxKeys.loadOrCreate(data);
        assertThat(Files.getPosixFilePermissions(data.resolve(SandboxKeys.FILE_NAME)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Properties properties = properties();
        assertThat(properties.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(SandboxKeys.NAMES);
        Credential trader = keys.byTokenHash(Tokens.hash(properties.getProperty("trader.A1")));
        assertThat(trader).isNotNull();
        assertThat(trader.role()).isEqualTo(Role.TRADER);
        assertThat(trader.mayUse("A1")).isTrue();
        assertThat(trader.mayUse("A2")).isFalse();
        Credential risk = keys.byTokenHash(Tokens.hash(properties.getProperty("risk_admin")));
        assertThat(risk.role()).isEqualTo(Role.RISK_ADMIN);
        assertThat(risk.hasAllAccounts()).isTrue();
        assertThat(properties.getProperty("viewer")).matches("rf_[A-Za-z0-9_-]{43}");
        assertThat(keys.byTokenHash(Tokens.hash("rf_other"))).isNull();
    }

    @Test
    void keepsTheKeysAcrossRestarts() throws IOException {
        SandboxKeys.loadOrCreate(data);
        String token = properties().getProperty("operator");
        Keys again = SandboxKeys.loadOrCreate(data);
        assertThat(again.byTokenHash(Tokens.hash(token)).role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void refusesAFileThatOthersCanRead() throws IOException {
        SandboxKeys.loadOrCreate(data);
        Files.setPosixFilePermissions(
                data.resolve(SandboxKeys.FILE_NAME), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SandboxKeys.loadOrCreate(data)).hasMessageContaining("chmod 600");
    }
}
