package dev.courtside.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.gateway.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final UsdPerMillion RATES = new UsdPerMillion(usd("2.50"), usd("1.25"), usd("10.00"), usd("20.00"));

    @Test
    void shouldPriceCachedAndReasoningTokensOnceAtTheirOwnRate() {
        // Given
        PriceBook book = book(new Price("openai", JANUARY, RATES));

        // When: 600 fresh + 400 cached input, 200 plain + 100 reasoning output
        BigDecimal cost = book.costUsd("openai", "gpt-4", new Usage(1_000, 400, 300, 100), JANUARY);

        // Then: (600·2.50 + 400·1.25 + 200·10 + 100·20) / 1e6
        assertThat(cost).isEqualByComparingTo("0.006");
    }

    @Test
    void shouldFallBackToInputAndOutputRates() {
        // Given
        PriceBook book = book(new Price(null, JANUARY, new UsdPerMillion(usd("2"), null, usd("8"), null)));

        // When
        BigDecimal cost = book.costUsd("openai", "gpt-4", new Usage(1_000, 400, 300, 100), JULY);

        // Then
        assertThat(cost).isEqualByComparingTo("0.0044");
    }

    @Test
    void shouldTakeTheLatestPriceThatHasBegun() {
        // Given
        UsdPerMillion later = new UsdPerMillion(usd("1"), null, usd("1"), null);
        PriceBook book = book(new Price("openai", JANUARY, RATES), new Price("openai", JULY, later));

        // When
        BigDecimal before = book.costUsd("openai", "gpt-4", Usage.of(1_000_000, 0), JULY.minusNanos(1));
        BigDecimal after = book.costUsd("openai", "gpt-4", Usage.of(1_000_000, 0), JULY);

        // Then
        assertThat(before).isEqualByComparingTo("2.50");
        assertThat(after).isEqualByComparingTo("1");
    }

    @Test
    void shouldSayUnpricedRatherThanZero() {
        // Given
        PriceBook book = book(new Price("openai", JANUARY, RATES));

        // When
        BigDecimal unknownModel = book.costUsd("openai", "gpt-5", Usage.of(1, 1), JULY);
        BigDecimal tooEarly = book.costUsd("openai", "gpt-4", Usage.of(1, 1), JANUARY.minusSeconds(1));
        BigDecimal unknownUsage = book.costUsd("openai", "gpt-4", Usage.UNKNOWN, JULY);
        BigDecimal nothingUsed = book.costUsd("openai", "gpt-4", Usage.of(0, 0), JULY);

        // Then
        assertThat(unknownModel).isNull();
        assertThat(tooEarly).isNull();
        assertThat(unknownUsage).isNull();
        assertThat(nothingUsed).isEqualByComparingTo("0");
    }

    @Test
    void shouldPreferTheProvidersOwnPrice() {
        // Given
        Price own = new Price("azure", JANUARY, new UsdPerMillion(usd("3"), null, usd("3"), null));
        Price general = new Price(null, JULY, new UsdPerMillion(usd("5"), null, usd("5"), null));
        PriceBook book = book(own, general);

        // When
        Price azure = book.price("azure", "gpt-4", JULY);
        Price other = book.price("openai", "gpt-4", JULY);
        Price early = book.price("openai", "gpt-4", JANUARY);

        // Then
        assertThat(azure).isEqualTo(own);
        assertThat(other).isEqualTo(general);
        assertThat(early).isEqualTo(own);
    }

    @Test
    void shouldNotCountMoreCachedTokensThanInput() {
        // Given
        PriceBook book = book(new Price("openai", JANUARY, RATES));

        // When
        BigDecimal cost = book.costUsd("openai", "gpt-4", new Usage(100, 1_000, 0, 50), JULY);

        // Then
        assertThat(cost).isEqualByComparingTo("0.000125");
    }

    @Test
    void shouldReplaceThePriceOfTheSameProviderAndDate() {
        // Given
        ModelPrices prices = new ModelPrices("gpt-4", List.of(new Price("openai", JANUARY, RATES)));
        Price corrected = new Price("openai", JANUARY, new UsdPerMillion(usd("1"), null, usd("1"), null));
        Price next = new Price("openai", JULY, RATES);

        // When
        ModelPrices changed = prices.with(corrected).with(next);

        // Then
        assertThat(changed.prices()).containsExactly(next, corrected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000001", "1e-13", "1e999999999", "1e-999999999"})
    void shouldRefuseRatesOutsideTheLimits(String rate) {
        // Then
        assertThatThrownBy(() -> new UsdPerMillion(usd(rate), null, usd("1"), null))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("usdPerMillion.input"));
    }

    private static PriceBook book(Price... prices) {
        return new PriceBook(List.of(new ModelPrices("gpt-4", List.of(prices))));
    }

    private static BigDecimal usd(String text) {
        return new BigDecimal(text);
    }
}
