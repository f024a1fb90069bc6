package dev.courtside.local.demo.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultSwitchTest {
    @Test
    void shouldHitExactlyTheRateOfCalls() {
        // Given
        FaultSwitch faults = new FaultSwitch();
        faults.set(new Fault(FaultMode.ERROR, 0.1, 0));

        // When
        int hits = 0;
        for (int call = 0; call < 1_000; call++) {
            hits += faults.next().mode() == FaultMode.ERROR ? 1 : 0;
        }

        // Then
        assertThat(hits).isEqualTo(100);
        assertThat(faults.hits()).isEqualTo(100);
    }

    @Test
    void shouldHitEveryCallAtOneAndNoneAtZero() {
        // Given
        FaultSwitch always = new FaultSwitch();
        FaultSwitch never = new FaultSwitch();

        // When
        always.set(new Fault(FaultMode.DROP, 1, 0));
        never.set(new Fault(FaultMode.DROP, 0, 0));

        // Then
        for (int call = 0; call < 10; call++) {
            assertThat(always.next().mode()).isEqualTo(FaultMode.DROP);
            assertThat(never.next().mode()).isEqualTo(FaultMode.NONE);
        }
    }

    @Test
    void shouldRefuseRatesAndLatenciesOutOfRange() {
        assertThatThrownBy(() -> new Fault(FaultMode.ERROR, 1.01, 0)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new Fault(FaultMode.ERROR, Double.NaN, 0)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new Fault(FaultMode.SLOW, 1, -1)).hasMessageContaining("latencyMs");
        assertThatThrownBy(() -> new Fault(FaultMode.SLOW, 1, Fault.MAX_LATENCY_MS + 1))
                .hasMessageContaining("latencyMs");
    }
}
