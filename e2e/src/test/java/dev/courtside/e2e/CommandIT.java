package dev.courtside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courtside.e2e.house.Courtside;
import dev.courtside.e2e.house.CourtsideSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people type beside {@code up}, against the house that is up. */
@ExtendWith(CourtsideSuite.class)
class CommandIT {

    @Test
    void shouldTellWhatRunsAndThatItIsReady(Courtside courtside) {
        // Given / When
        String status = courtside.run("status");

        // Then
        assertThat(status)
                .contains("gateway", "anomaly", "experiment", "region", "postgres", "demo-us-east-1", "traces")
                .doesNotContain("not ready", "not running");
    }

    @Test
    void shouldKeepTheTokenToItsOwner(Courtside courtside) throws IOException {
        // Given / When
        String permissions = PosixFilePermissions.toString(
                Files.getPosixFilePermissions(courtside.home().resolve("token")));

        // Then
        assertThat(permissions).isEqualTo("rw-------");
        assertThat(courtside.token()).startsWith("cs_").hasSize(46);
    }

    @Test
    void shouldMakeATokenThatWorks(Courtside courtside) {
        // Given / When
        String printed = courtside.run("token", "create", "--role", "viewer", "--name", "command-it");

        // Then
        String secret = printed.replaceAll("(?s).*?(cs_[A-Za-z0-9_-]{43}).*", "$1");
        assertThat(courtside
                        .api("gateway")
                        .withToken(secret)
                        .get("/v1/routes/chat")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldImportADeploymentFile(Courtside courtside, @TempDir Path directory) throws IOException {
        // Given
        Path file = directory.resolve("deployments.json");
        Files.writeString(file, DeploymentImportIT.FILE.replace("nba-mcp-prod", "command-it"));

        // When
        courtside.run("import", "deployments", file.toString());

        // Then
        assertThat(courtside.api("region").get("/v1/deployments/command-it").status())
                .isEqualTo(200);
        courtside.api("region").delete("/v1/deployments/command-it");
    }
}
