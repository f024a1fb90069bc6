package dev.courtside.kit.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COURTSIDE_PORT | abc | COURTSIDE_PORT: 'abc' is not a port from 0 to 65535",
                "COURTSIDE_PORT | 65536 | COURTSIDE_PORT: '65536' is not a port from 0 to 65535",
                "COURTSIDE_MANAGEMENT_PORT | -1 | COURTSIDE_MANAGEMENT_PORT: '-1' is not a port from 0 to 65535",
                "COURTSIDE_REGION_URL | region:8083 | COURTSIDE_REGION_URL: 'region:8083' is not a URL such as http://127.0.0.1:8080",
                "COURTSIDE_UNIT_KEY_FILE | /no/such | COURTSIDE_UNIT_KEY_FILE: '/no/such' is not a file that can be read",
                "TRACING_ENABLED | maybe | TRACING_ENABLED: 'maybe' is none of true, false",
                "COURTSIDE_ALLOWED_ADDRESSES | 10.0.0.0/99 | COURTSIDE_ALLOWED_ADDRESSES: courtside.addresses.allowed: '10.0.0.0/99' is not a CIDR block such as 10.0.0.0/8 or fd00::/8"
            })
    void shouldNameTheVariableTheValueAndWhatIsAllowed(String variable, String value, String fault) {
        assertThat(EnvironmentCheck.faults(Map.of(variable, value))).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "COURTSIDE_DATABASE_URL, mysql://root:hunter2@db/x",
        "COURTSIDE_TRUSTED_TOKENS, hunter2",
        "COURTSIDE_TRUSTED_TOKENS, admin:admin:hunter2"
    })
    void shouldNotRepeatSecrets(String variable, String value) {
        assertThat(EnvironmentCheck.faults(Map.of(variable, value)))
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault).startsWith(variable + ": ").doesNotContain("hunter2"));
    }

    @Test
    void shouldAcceptTheEdgesAndLeaveAloneWhatIsNotSet() {
        assertThat(EnvironmentCheck.faults(Map.of(
                        "COURTSIDE_PORT", "0",
                        "COURTSIDE_MANAGEMENT_PORT", "65535",
                        "COURTSIDE_DATABASE_URL", "postgresql://db:5432/courtside",
                        "COURTSIDE_ALLOWED_ADDRESSES", "127.0.0.0/8,::1/128",
                        "COURTSIDE_UNIT_KEY_FILE", " ",
                        "TRACING_ENABLED", "false")))
                .isEmpty();
        assertThat(EnvironmentCheck.faults(Map.of())).isEmpty();
    }
}
