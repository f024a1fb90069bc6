package dev.courtside.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.gateway.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    @Test
    void shouldFindTheRouteWithTheNarrowestClaim() {
        // Given
        RouteTable table = new RouteTable(List.of(
                route("d-rest", Protocol.OPENAI, List.of()),
                route("c-exact", Protocol.OPENAI, List.of("gpt-4", "deepseek-chat")),
                route("b-glob", Protocol.OPENAI, List.of("gpt-*")),
                route("a-claude", Protocol.ANTHROPIC, List.of("claude-*"))));

        // When
        List<@Nullable String> found = List.of(
                nameOf(table.forModel(Protocol.OPENAI, null, "gpt-4")),
                nameOf(table.forModel(Protocol.OPENAI, null, "deepseek-chat")),
                nameOf(table.forModel(Protocol.OPENAI, null, "gpt-5")),
                nameOf(table.forModel(Protocol.OPENAI, null, "mistral")),
                nameOf(table.forModel(Protocol.ANTHROPIC, null, "claude-x")),
                nameOf(table.forModel(Protocol.ANTHROPIC, null, "gpt-4")),
                nameOf(table.forModel(Protocol.OPENAI, null, null)));

        // Then
        assertThat(found).containsExactly("c-exact", "c-exact", "b-glob", "d-rest", "a-claude", "none", "b-glob");
    }

    @Test
    void shouldLetALaterRouteThatNamesAModelTakeItFromACatchAll() {
        // Given
        RouteTable table = new RouteTable(
                List.of(route("a", Protocol.OPENAI, List.of("*")), route("b", Protocol.OPENAI, List.of("gpt-4o*"))));

        // When
        String rest = nameOf(table.forModel(Protocol.OPENAI, null, "gpt-4"));
        String claimed = nameOf(table.forModel(Protocol.OPENAI, null, "gpt-4o-mini"));

        // Then
        assertThat(rest).isEqualTo("a");
        assertThat(claimed).isEqualTo("b");
    }

    @Test
    void shouldTakeTheNamedRouteOnlyIfItSpeaksTheProtocol() {
        // Given
        RouteTable table = new RouteTable(
                List.of(route("chat", Protocol.OPENAI, List.of("x")), route("nba", Protocol.MCP, List.of())));

        // When
        String named = nameOf(table.forModel(Protocol.OPENAI, "chat", "anything"));
        String otherProtocol = nameOf(table.forModel(Protocol.OPENAI, "nba", "anything"));
        String unknown = nameOf(table.forModel(Protocol.OPENAI, "nope", "x"));

        // Then
        assertThat(named).isEqualTo("chat");
        assertThat(otherProtocol).isEqualTo("none");
        assertThat(unknown).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-*, gpt-4, true",
        "gpt-*, gpt-, true",
        "gpt-*, GPT-4, false",
        "*-chat, deepseek-chat, true",
        "*-chat, deepseek-chatter, false",
        "g?t-4, gpt-4, true",
        "g?t-4, gt-4, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXc, false",
        "**, anything, true"
    })
    void shouldMatchGlobs(String pattern, String model, boolean expected) {
        // When
        boolean matches = new ModelGlob(pattern).matches(model);

        // Then
        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void shouldMatchAHostileModelNameInBoundedTime() {
        // Given
        ModelGlob glob = new ModelGlob("*a*a*a*a*a*a*a*a*a*a*b");
        String model = "a".repeat(100_000);

        // When
        long start = System.nanoTime();
        boolean matches = glob.matches(model);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        // Then
        assertThat(matches).isFalse();
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "api", "mcp", "ofrep", "otlp", "q", "console"})
    void shouldRefuseReservedNamesForHttpRoutesOnly(String name) {
        // When
        RouteDefinition model = route(name, Protocol.OPENAI, List.of());

        // Then
        assertThat(model.name()).isEqualTo(name);
        assertThatThrownBy(() -> route(name, Protocol.HTTP, List.of()))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "/stats/", "/a//b", "/../admin", "/a/%2e%2e/b", "/a b", "/a?x=1", "/a#b"})
    void shouldRefuseAPathPrefixThatIsNotAPlainPath(String prefix) {
        // Then
        assertThatThrownBy(() -> new RouteDefinition(
                        "stats",
                        Protocol.HTTP,
                        "nba",
                        prefix,
                        null,
                        Timeouts.DEFAULT,
                        RetryPolicy.DEFAULT,
                        List.of(),
                        null))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("pathPrefix"));
    }

    @Test
    void shouldHaveTheDocumentedDefaults() {
        // When
        Timeouts timeouts = Timeouts.of(null, null, null, null);
        Timeouts hasty = Timeouts.of(null, null, null, Duration.ofSeconds(5));

        // Then
        assertThat(timeouts)
                .isEqualTo(new Timeouts(
                        Duration.parse("PT0.25S"),
                        Duration.parse("PT30S"),
                        Duration.parse("PT60S"),
                        Duration.parse("PT10M")));
        assertThat(hasty.firstByte()).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryPolicy.of(null, null)).isEqualTo(new RetryPolicy(3, Duration.ofMillis(50)));
        assertThatThrownBy(() -> Timeouts.of(Duration.ZERO, null, null, null)).hasMessageContaining("timeouts.connect");
        assertThatThrownBy(() -> RetryPolicy.of(0, null)).hasMessageContaining("retry.maxAttempts");
    }

    private static String nameOf(@Nullable RouteDefinition route) {
        return route == null ? "none" : route.name();
    }

    private static RouteDefinition route(String name, Protocol protocol, List<String> models) {
        return new RouteDefinition(
                name, protocol, "nba-demo", null, null, Timeouts.DEFAULT, RetryPolicy.DEFAULT, models, null);
    }
}
