package dev.courtside.engine.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ExperimentSnapshotTest {

    private static final String SNAPSHOT = """
            {"flags":[{"key":"new-dashboard","state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
              "targeting":{"if":[{"==":[{"var":"tier"},"pro"]},"on",null]}}],
             "experiments":[{"key":"model-comparison","status":"running",
              "variants":[{"name":"control","weight":50,"config":{"model":"deepseek-chat"}},
                          {"name":"gpt4","weight":50,"config":{"model":"gpt-4"}}],
              "control":"control","seed":"s1","phase":2,"stickiness":"persisted","buckets":"0*5000,1*5000",
              "unit":"user","routes":["chat"],"targeting":{}}]}""";

    @Test
    void shouldReadWhatItWrites() throws Exception {
        // Given
        ObjectMapper json = new ObjectMapper();

        // When
        ExperimentSnapshot snapshot = ExperimentSnapshot.parse(SNAPSHOT.getBytes(UTF_8));

        // Then
        assertThat(json.readTree(snapshot.toJson())).isEqualTo(json.readTree(SNAPSHOT));
        assertThat(ExperimentSnapshot.parse(snapshot.toJson())).isEqualTo(snapshot);
        ExperimentDefinition experiment =
                snapshot.experiment("model-comparison").orElseThrow();
        assertThat(experiment.status()).isEqualTo(ExperimentStatus.RUNNING);
        assertThat(experiment.stickiness()).isEqualTo(Stickiness.PERSISTED);
        assertThat(experiment.phase()).isEqualTo(2);
        assertThat(experiment.seed()).isEqualTo("s1");
        assertThat(experiment.unit()).isEqualTo("user");
        assertThat(experiment.routes()).containsExactly("chat");
        assertThat(experiment.targeting()).isSameAs(Targeting.EVERYONE);
        assertThat(experiment.buckets()).isEqualTo(BucketMap.of(50, 50));
        assertThat(experiment.controlVariant().config().path("model").asText()).isEqualTo("deepseek-chat");
    }

    @Test
    void shouldIgnoreFieldsOfANewerVersion() {
        // Given
        String newer = SNAPSHOT.replace("\"status\"", "\"layer\":{\"name\":\"l\"},\"status\"")
                .replace("\"state\"", "\"metadata\":{},\"state\"")
                .replace("\"weight\":50", "\"weight\":50,\"holdout\":1")
                .replaceFirst("\\{", "{\"segments\":[],");

        // When
        ExperimentSnapshot snapshot = ExperimentSnapshot.parse(newer.getBytes(UTF_8));

        // Then
        assertThat(snapshot).isEqualTo(ExperimentSnapshot.parse(SNAPSHOT.getBytes(UTF_8)));
    }

    @Test
    void shouldReadAnEmptySnapshot() {
        // When
        ExperimentSnapshot snapshot = ExperimentSnapshot.parse("{}".getBytes(UTF_8));

        // Then
        assertThat(snapshot).isEqualTo(ExperimentSnapshot.EMPTY);
    }

    @Test
    void shouldRefuseAControlThatIsNoVariant() {
        // Given
        byte[] wrong = SNAPSHOT.replace("\"control\":\"control\"", "\"control\":\"nobody\"")
                .getBytes(UTF_8);

        // When / Then
        assertThatThrownBy(() -> ExperimentSnapshot.parse(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model-comparison has no variant nobody");
    }
}
