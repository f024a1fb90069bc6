package dev.courtside.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignerTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void shouldSplitUnitsByWeightAndKeepThem() throws Exception {
        // Given
        ExperimentDefinition experiment = experiment(ExperimentStatus.RUNNING, "{}", 20, 80);

        // When
        int treated = 0;
        for (int i = 0; i < 20_000; i++) {
            Assignment assignment = Assigner.assign(experiment, "user_" + i, Map.of());
            assertThat(assignment).isEqualTo(Assigner.assign(experiment, "user_" + i, Map.of("any", "thing")));
            treated += "treatment".equals(assignment.variant()) ? 1 : 0;
        }

        // Then: four standard deviations
        assertThat(treated).isCloseTo(16_000, within(226));
    }

    @Test
    void shouldGiveTheVariantsConfigAndEnrol() throws Exception {
        // Given
        ExperimentDefinition experiment = experiment(ExperimentStatus.RUNNING, "{}", 0, 100);

        // When
        Assignment assignment = Assigner.assign(experiment, "user_1", Map.of());

        // Then
        assertThat(assignment)
                .isEqualTo(new Assignment(
                        "e", "treatment", JSON.readTree("{\"model\":\"b\"}"), 3, AssignmentReason.SPLIT, true));
    }

    @Test
    void shouldLeaveUnitsOutThatAreNotTargeted() throws Exception {
        // Given
        ExperimentDefinition experiment = experiment(
                ExperimentStatus.RUNNING,
                "{\"and\":[{\"==\":[{\"var\":\"tier\"},\"pro\"]},{\">\":[{\"var\":\"age\"},17]},"
                        + "{\"starts_with\":[{\"var\":\"targetingKey\"},\"user_\"]}]}",
                50,
                50);

        // When
        Assignment in = Assigner.assign(experiment, "user_1", Map.of("tier", "pro", "age", 18));
        Assignment out = Assigner.assign(experiment, "user_1", Map.of("tier", "free", "age", 18));
        Assignment other = Assigner.assign(experiment, "robot_1", Map.of("tier", "pro", "age", 18));

        // Then
        assertThat(in.enrolled()).isTrue();
        assertThat(out.reason()).isEqualTo(AssignmentReason.NOT_TARGETED);
        assertThat(out.variant()).isNull();
        assertThat(out.config().isEmpty()).isTrue();
        assertThat(out.enrolled()).isFalse();
        assertThat(other.reason()).isEqualTo(AssignmentReason.NOT_TARGETED);
    }

    @Test
    void shouldLeaveUnitsOutWhoseTargetingFails() throws Exception {
        // Given
        ExperimentDefinition experiment = experiment(ExperimentStatus.RUNNING, "{\"of_a_newer_version\":[1]}", 50, 50);

        // When
        Assignment assignment = Assigner.assign(experiment, "user_1", Map.of());

        // Then
        assertThat(assignment.reason()).isEqualTo(AssignmentReason.TARGETING_ERROR);
        assertThat(assignment.enrolled()).isFalse();
    }

    @Test
    void shouldServeTheControlWithoutEnrollingWhilePaused() throws Exception {
        // Given
        ExperimentDefinition experiment = experiment(ExperimentStatus.PAUSED, "{}", 0, 100);

        // When
        Assignment assignment = Assigner.assign(experiment, "user_1", Map.of());

        // Then
        assertThat(assignment.variant()).isEqualTo("control");
        assertThat(assignment.enrolled()).isFalse();
        assertThat(assignment.reason()).isEqualTo(AssignmentReason.PAUSED);
    }

    @Test
    void shouldAssignNobodyUnlessLive() throws Exception {
        for (ExperimentStatus status :
                List.of(ExperimentStatus.DRAFT, ExperimentStatus.DECIDED, ExperimentStatus.ARCHIVED)) {
            // Given
            ExperimentDefinition experiment = experiment(status, "{}", 50, 50);

            // When
            Assignment assignment = Assigner.assign(experiment, "user_1", Map.of());

            // Then
            assertThat(assignment.variant()).isNull();
            assertThat(assignment.reason()).isEqualTo(AssignmentReason.NOT_RUNNING);
        }
    }

    @Test
    void shouldSayHowItCameToAVariantThatTheHashDidNotChoose() throws Exception {
        // Given
        ExperimentDefinition experiment = experiment(ExperimentStatus.RUNNING, "{}", 0, 100);

        // When
        Assignment sticky = Assigner.sticky(experiment, "control");
        Assignment forced = Assigner.forced(experiment, "treatment");
        Assignment unavailable = Assigner.unavailable(experiment);

        // Then
        assertThat(sticky.enrolled()).isTrue();
        assertThat(sticky.reason()).isEqualTo(AssignmentReason.STICKY);
        assertThat(forced.enrolled()).isFalse();
        assertThat(forced.variant()).isEqualTo("treatment");
        assertThat(unavailable.enrolled()).isFalse();
        assertThat(unavailable.variant()).isEqualTo("control");
        assertThatThrownBy(() -> Assigner.forced(experiment, "nobody")).hasMessageContaining("no variant nobody");
    }

    private static ExperimentDefinition experiment(ExperimentStatus status, String targeting, int... weights)
            throws Exception {
        JsonNode rule = JSON.readTree(targeting);
        return new ExperimentDefinition(
                "e",
                status,
                List.of(
                        new Variant(
                                "control",
                                weights[0],
                                JsonNodeFactory.instance.objectNode().put("model", "a")),
                        new Variant(
                                "treatment",
                                weights[1],
                                JsonNodeFactory.instance.objectNode().put("model", "b"))),
                "control",
                new Allocation("seed", 3, Stickiness.HASH, BucketMap.of(weights)),
                new Scope("user", List.of("chat"), Targeting.of(rule)));
    }
}
