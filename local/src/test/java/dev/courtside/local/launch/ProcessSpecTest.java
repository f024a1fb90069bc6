package dev.courtside.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSpecTest {
    @TempDir
    Path directory;

    @Test
    void shouldStartAProcessAgainAsItWas() throws Exception {
        // Given
        Home home = new Home(directory, directory.resolve("state"));
        Path log = home.logs().resolve("echo.log");
        ProcessSpec spec =
                new ProcessSpec("echo", List.of("/bin/sh", "-c", "echo $GREETING"), Map.of("GREETING", "hello"), log);
        spec.save(home);

        // When
        int exit = ProcessSpec.load(home, "echo").start().waitFor();

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readString(log)).isEqualTo("hello\n");
    }

    @Test
    void shouldPutALargeLogAsideAtTheNextStart() throws Exception {
        // Given
        Path log = directory.resolve("big.log");
        Files.write(log, new byte[10 * 1024 * 1024 + 1]);

        // When
        new ProcessSpec("big", List.of("/bin/sh", "-c", "echo new"), Map.of(), log)
                .start()
                .waitFor();

        // Then
        assertThat(Files.readString(log)).isEqualTo("new\n");
        assertThat(directory.resolve("big.log.1")).hasSize(10 * 1024 * 1024 + 1);
    }

    @Test
    void shouldNameTheProcessesThereAre() throws IOException {
        // Given
        Home home = new Home(directory, directory.resolve("state"));
        new ProcessSpec("gateway", List.of("true"), Map.of(), directory.resolve("log")).save(home);

        // When
        LaunchException refused = catchThrowableOfType(LaunchException.class, () -> ProcessSpec.load(home, "gatewy"));

        // Then
        assertThat(refused).hasMessageContaining("gatewy").hasMessageContaining("gateway");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldGiveAServiceItsEnvironmentWithSecretsAsFilesOnly() throws IOException {
        // Given
        Home home = new Home(directory, directory.resolve("state"));
        Path jar = directory.resolve("tracing-gateway/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        Ports ports = Ports.choose(PortsTest.free(), List.of("us-east-1", "us-west-2"), true);
        LocalSecrets secrets = new LocalSecrets(home.directory("secrets"));
        secrets.trustedTokensFile(ServiceProcess.SERVICES);

        // When
        Map<String, String> environment = new ServiceProcess(home, ports, secrets, "postgresql://127.0.0.1:1/courtside")
                .service("gateway")
                .environment();

        // Then
        assertThat(environment)
                .containsEntry("COURTSIDE_PORT", Integer.toString(ports.of("gateway")))
                .containsEntry("COURTSIDE_MANAGEMENT_PORT", Integer.toString(ports.of("gateway-management")))
                .containsEntry("COURTSIDE_HOST", "127.0.0.1")
                .containsEntry("COURTSIDE_DATABASE_URL", "postgresql://127.0.0.1:1/courtside")
                .containsEntry("COURTSIDE_EXPERIMENT_URL", ports.url("experiment"))
                .containsEntry("COURTSIDE_REGION_URL", ports.url("region"))
                .containsEntry("COURTSIDE_ANOMALY_URL", ports.url("anomaly"))
                .containsKeys(
                        "COURTSIDE_DATA_DIR",
                        "COURTSIDE_CREDENTIALS_DIR",
                        "COURTSIDE_ALLOWED_ADDRESSES",
                        "TRACING_ENABLED",
                        "OTEL_EXPORTER_OTLP_ENDPOINT");
        for (String name : List.of("DATABASE_PASSWORD", "SERVICE_TOKEN", "TRUSTED_TOKENS", "UNIT_KEY")) {
            assertThat(Path.of(environment.get("COURTSIDE_" + name + "_FILE"))).isRegularFile();
        }
        for (String secret : List.of(
                secrets.token("gateway"),
                secrets.token("admin"),
                secrets.secret("unit-key"),
                secrets.secret("database-gateway"))) {
            assertThat(environment.values()).noneMatch(value -> value.contains(secret));
        }
    }
}
