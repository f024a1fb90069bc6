package dev.courtside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.gateway.outcome.OutcomeConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every default stands in README.md: this test and that table change together. */
class ConfigurationTest {
    @Test
    void shouldHaveTheDocumentedDefaults() {
        // When
        SmallRyeConfig config = config(Map.of());
        OutcomeConfig outcomes = config.getConfigMapping(OutcomeConfig.class);
        GatewayConfig gateway = config.getConfigMapping(GatewayConfig.class);

        // Then
        assertThat(outcomes.queueCapacity()).isEqualTo(100_000);
        assertThat(outcomes.batchSize()).isEqualTo(500);
        assertThat(outcomes.batchTime()).isEqualTo(Duration.ofMillis(200));
        assertThat(outcomes.rememberedExposures()).isEqualTo(200_000);
        assertThat(outcomes.exposureMemory()).isEqualTo(Duration.ofHours(1));
        assertThat(outcomes.series()).isEqualTo(1_000);
        assertThat(outcomes.idleSeconds()).isEqualTo(300);
        assertThat(outcomes.spool().maxEntries()).isEqualTo(100_000);
        assertThat(outcomes.spool().maxBytes()).isEqualTo(1L << 30);
        assertThat(outcomes.pointsSpool().maxEntries()).isEqualTo(900);
        assertThat(outcomes.pointsSpool().maxBytes()).isEqualTo(64L << 20);
        assertThat(gateway.credentialsDir()).isEmpty();
        assertThat(gateway.instance()).isEmpty();
    }

    @Test
    void shouldTakeEveryKey() {
        // When
        SmallRyeConfig config = config(Map.ofEntries(
                Map.entry("courtside.outcomes.queue-capacity", "2000"),
                Map.entry("courtside.outcomes.batch-size", "10"),
                Map.entry("courtside.outcomes.batch-time", "PT1S"),
                Map.entry("courtside.outcomes.remembered-exposures", "3000"),
                Map.entry("courtside.outcomes.exposure-memory", "PT2H"),
                Map.entry("courtside.outcomes.series", "7"),
                Map.entry("courtside.outcomes.idle-seconds", "8"),
                Map.entry("courtside.outcomes.spool.max-entries", "11"),
                Map.entry("courtside.outcomes.spool.max-bytes", "2097152"),
                Map.entry("courtside.outcomes.points-spool.max-entries", "12"),
                Map.entry("courtside.outcomes.points-spool.max-bytes", "3145728"),
                Map.entry("courtside.credentials-dir", "/keys"),
                Map.entry("courtside.instance", "gateway-1")));
        OutcomeConfig outcomes = config.getConfigMapping(OutcomeConfig.class);
        GatewayConfig gateway = config.getConfigMapping(GatewayConfig.class);

        // Then
        assertThat(outcomes.queueCapacity()).isEqualTo(2_000);
        assertThat(outcomes.batchSize()).isEqualTo(10);
        assertThat(outcomes.batchTime()).isEqualTo(Duration.ofSeconds(1));
        assertThat(outcomes.rememberedExposures()).isEqualTo(3_000);
        assertThat(outcomes.exposureMemory()).isEqualTo(Duration.ofHours(2));
        assertThat(outcomes.series()).isEqualTo(7);
        assertThat(outcomes.idleSeconds()).isEqualTo(8);
        assertThat(outcomes.spool().maxEntries()).isEqualTo(11);
        assertThat(outcomes.spool().maxBytes()).isEqualTo(2_097_152);
        assertThat(outcomes.pointsSpool().maxEntries()).isEqualTo(12);
        assertThat(outcomes.pointsSpool().maxBytes()).isEqualTo(3_145_728);
        assertThat(gateway.credentialsDir()).contains(Path.of("/keys"));
        assertThat(gateway.instance()).contains("gateway-1");
    }

    @Test
    void shouldRefuseAValueOfTheWrongTypeNamingItsKey() {
        // Then
        assertThatThrownBy(() -> config(Map.of("courtside.outcomes.batch-time", "soon")))
                .hasMessageContaining("courtside.outcomes.batch-time");
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(OutcomeConfig.class)
                .withMapping(GatewayConfig.class)
                .withDefaultValues(values)
                .build();
    }
}
