package dev.courtside.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
    @TempDir
    Path directory;

    @Test
    void shouldKeepEverySecretInAFileThatOnlyItsOwnerReads() throws IOException {
        // Given
        LocalSecrets secrets = new LocalSecrets(directory);

        // When
        Path token = secrets.tokenFile("gateway");
        Path password = secrets.secretFile("database-gateway");
        Path trusted = secrets.trustedTokensFile(List.of("gateway", "region"));

        // Then
        for (Path file : List.of(token, password, trusted)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("%s", file)
                    .isEqualTo("rw-------");
        }
        assertThat(secrets.token("gateway")).matches("cs_[A-Za-z0-9_-]{43}");
        assertThat(secrets.secret("database-gateway")).hasSize(43);
    }

    @Test
    void shouldMakeASecretOnce() {
        // Given
        String first = new LocalSecrets(directory).token("admin");

        // When
        String second = new LocalSecrets(directory).token("admin");

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(new LocalSecrets(directory).token("other")).isNotEqualTo(first);
    }

    @Test
    void shouldTrustServicesAsOperatorsAndTheAdministratorByHashAlone() throws IOException {
        // Given
        LocalSecrets secrets = new LocalSecrets(directory);

        // When
        String entries = Files.readString(secrets.trustedTokensFile(List.of("gateway")));

        // Then
        assertThat(entries.lines())
                .containsExactly(
                        "gateway-service:operator:" + LocalSecrets.sha256Hex(secrets.token("gateway")),
                        "admin:admin:" + LocalSecrets.sha256Hex(secrets.token("admin")));
        assertThat(entries).doesNotContain("cs_");
    }
}
