package dev.courtside.local.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @Test
    void shouldForgetTheOldestPastItsCapacity() {
        // Given
        Ledger ledger = new Ledger(CLOCK);
        for (int call = 0; call < Ledger.CAPACITY; call++) {
            ledger.add(execution("gpt-4"));
        }
        long firstAtTheLimit = first(ledger);

        // When
        ledger.add(execution("gpt-4"));

        // Then
        assertThat(firstAtTheLimit).isEqualTo(1);
        assertThat(first(ledger)).isEqualTo(2);
        assertThat(ledger.find(MultiMap.caseInsensitiveMultiMap(), 1).total()).isEqualTo(Ledger.CAPACITY);
    }

    @Test
    void shouldGiveTheYoungestThatMatch() {
        // Given
        Ledger ledger = new Ledger(CLOCK);
        ledger.add(execution("gpt-4"));
        ledger.add(execution("deepseek-chat"));
        ledger.add(execution("gpt-4"));
        ledger.add(execution("gpt-4"));

        // When
        Ledger.Entries found = ledger.find(
                MultiMap.caseInsensitiveMultiMap().add("model", "gpt-4").add("traceId", "aaaa"), 2);

        // Then
        assertThat(found.total()).isEqualTo(3);
        assertThat(found.items()).extracting(Execution::sequence).containsExactly(3L, 4L);
    }

    private static long first(Ledger ledger) {
        return ledger.find(MultiMap.caseInsensitiveMultiMap(), Ledger.CAPACITY)
                .items()
                .getFirst()
                .sequence();
    }

    private static Execution execution(String model) {
        return new Execution(
                0,
                "POST",
                "/v1/chat/completions",
                model,
                null,
                null,
                null,
                null,
                "00-aaaa-bb-01",
                null,
                "",
                "none",
                true);
    }
}
