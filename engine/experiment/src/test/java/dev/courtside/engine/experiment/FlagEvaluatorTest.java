package dev.courtside.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagEvaluatorTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final FlagEvaluator EVALUATOR =
            new FlagEvaluator(InstantSource.fixed(Instant.parse("2026-11-23T12:00:00.900Z")));

    @Test
    void shouldServeTheDefaultVariantOfAStaticFlag() throws Exception {
        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag("{}"), "user-1", Map.of());

        // Then
        assertThat(evaluation)
                .isEqualTo(new FlagEvaluation.Resolved("blue", JSON.readTree("\"#00f\""), FlagReason.STATIC));
    }

    @Test
    void shouldLeaveADisabledFlagToTheCode() throws Exception {
        // Given
        FlagDefinition flag = JSON.readValue(
                "{\"key\":\"f\",\"state\":\"DISABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\"}",
                FlagDefinition.class);

        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag, "user-1", Map.of());

        // Then
        assertThat(evaluation).isEqualTo(new FlagEvaluation.CodeDefault(FlagReason.DISABLED));
    }

    @ParameterizedTest
    @CsvSource({"user-1, blue", "user-2, red", "user-3, green"})
    void shouldSplitAsFlagdDoes(String unit, String variant) throws Exception {
        // murmur3("headerColor" + unit) × 100 >>> 32 is 57, 82 and 26
        // Given
        FlagDefinition flag = flag("{\"fractional\":[[\"green\",30],[\"blue\",50],[\"red\",20]]}");

        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag, unit, Map.of());

        // Then
        assertThat(((FlagEvaluation.Resolved) evaluation).variant()).isEqualTo(variant);
        assertThat(((FlagEvaluation.Resolved) evaluation).reason()).isEqualTo(FlagReason.TARGETING_MATCH);
    }

    @Test
    void shouldSplitByAKeyOfTheRule() throws Exception {
        // Given
        FlagDefinition byMail = flag(
                "{\"fractional\":[{\"cat\":[{\"var\":\"$flagd.flagKey\"},{\"var\":\"mail\"}]},[\"green\",30],[\"blue\",50],[\"red\",20]]}");

        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(byMail, "somebody", Map.of("mail", "user-2"));

        // Then
        assertThat(((FlagEvaluation.Resolved) evaluation).variant()).isEqualTo("red");
    }

    @Test
    void shouldGiveTheOnlyShareToEverybody() throws Exception {
        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag("{\"fractional\":[[\"green\",7]]}"), "user-1", Map.of());

        // Then
        assertThat(((FlagEvaluation.Resolved) evaluation).variant()).isEqualTo("green");
    }

    @Test
    void shouldUseTheDefaultWhereThereIsNoUnitToSplitBy() throws Exception {
        // Given
        FlagDefinition flag = flag("{\"fractional\":[[\"green\"],[\"red\"]]}");

        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag, null, Map.of());

        // Then
        assertThat(evaluation)
                .isEqualTo(new FlagEvaluation.Resolved("blue", JSON.readTree("\"#00f\""), FlagReason.DEFAULT));
    }

    @Test
    void shouldTellRulesTheTimeInSeconds() throws Exception {
        // Given
        FlagDefinition flag = flag("{\"if\":[{\"==\":[{\"var\":\"$flagd.timestamp\"},1795435200]},\"green\",\"red\"]}");

        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag, "user-1", Map.of());

        // Then
        assertThat(((FlagEvaluation.Resolved) evaluation).variant()).isEqualTo("green");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"if\":[true,\"purple\"]}",
                "{\"+\":[1,2]}",
                "{\"unknown\":[1]}",
                "{\"fractional\":[[\"green\",0.5]]}",
                "{\"fractional\":[[\"green\",2147483647],[\"red\",1]]}",
                "{\"fractional\":[[]]}"
            })
    void shouldFailWithoutThrowing(String rule) throws Exception {
        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag(rule), "user-1", Map.of());

        // Then
        assertThat(evaluation).isInstanceOf(FlagEvaluation.Failed.class);
    }

    @Test
    void shouldTakeTrueAndFalseAsNamesOfVariants() throws Exception {
        // Given
        FlagDefinition flag = JSON.readValue(
                "{\"key\":\"f\",\"state\":\"ENABLED\",\"variants\":{\"true\":1,\"false\":2},"
                        + "\"targeting\":{\"==\":[{\"var\":\"tier\"},\"pro\"]}}",
                FlagDefinition.class);

        // When
        FlagEvaluation evaluation = EVALUATOR.evaluate(flag, "u", Map.of("tier", "pro"));

        // Then
        assertThat(((FlagEvaluation.Resolved) evaluation).value().asInt()).isEqualTo(1);
    }

    @Test
    void shouldValidateRulesBeforeTheyAreStored() throws Exception {
        // Given
        String deep = "{\"!\":".repeat(40) + "true" + "}".repeat(40);
        String large = "{\"or\":[" + "0,".repeat(2000) + "1]}";
        List<String> good =
                List.of("{}", "true", "\"on\"", "{\"if\":[{\"in\":[{\"var\":\"c\"},[\"DE\",\"FR\"]]},\"on\",null]}");

        // When / Then
        for (String rule : good) {
            Targeting.of(JSON.readTree(rule)).validate();
        }
        assertThatThrownBy(() -> Targeting.of(JSON.readTree(deep)).validate()).hasMessageContaining("deeper than 32");
        assertThatThrownBy(() -> Targeting.of(JSON.readTree(large)).validate()).hasMessageContaining("2000 parts");
        assertThatThrownBy(() -> Targeting.of(JSON.readTree("{\"log\":[1]}")).validate())
                .hasMessageContaining("\"log\" is not known");
        assertThatThrownBy(() -> Targeting.of(JSON.readTree("{\"==\":[1,1],\"!=\":[1,1]}"))
                        .validate())
                .hasMessageContaining("one operation");
    }

    private static FlagDefinition flag(String targeting) throws Exception {
        return JSON.readValue("""
                {"key":"headerColor","state":"ENABLED","variants":{"red":"#f00","blue":"#00f","green":"#0f0"},
                 "defaultVariant":"blue","targeting":%s}""".formatted(targeting), FlagDefinition.class);
    }
}
