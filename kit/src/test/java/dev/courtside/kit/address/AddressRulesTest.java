package dev.courtside.kit.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courtside.kit.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules strict = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.100.100.200",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "ff02::1"
            })
    void shouldRefuseInternalAddresses(String address) throws UnknownHostException {
        assertThat(strict.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "172.15.255.255", "100.63.255.255", "100.128.0.1", "2606:4700::1"})
    void shouldPermitPublicAddresses(String address) throws UnknownHostException {
        assertThat(strict.permits(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9101/x", "http://localhost/", "http://app.localhost/", "http://[::1]/",
                "http://169.254.169.254/latest/meta-data", "ftp://example.com/", "file:///etc/passwd", "/relative",
                "http://user:pw@example.com/", "http://[::ffff:10.0.0.1]/"
            })
    void shouldRefuseUrlsAndNameTheField(String url) {
        assertThatThrownBy(() -> strict.checkUri("endpoint_url", URI.create(url)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(422);
                    assertThat(refused.problem().field()).isEqualTo("endpoint_url");
                });
    }

    @Test
    void shouldPermitWhatIsAllowedAndNothingBesideIt() throws UnknownHostException {
        // Given
        AddressRules allowing = new AddressRules(List.of("127.0.0.0/8", "10.1.0.0/20", "fd00::/8"));

        // When / Then
        assertThat(allowing.permits(InetAddress.getByName("127.255.0.1"))).isTrue();
        assertThat(allowing.permits(InetAddress.getByName("::ffff:127.0.0.1"))).isTrue();
        assertThat(allowing.permits(InetAddress.getByName("10.1.15.255"))).isTrue();
        assertThat(allowing.permits(InetAddress.getByName("10.1.16.0"))).isFalse();
        assertThat(allowing.permits(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(allowing.permits(InetAddress.getByName("::1"))).isFalse();
        assertThatCode(() -> allowing.checkUri("url", URI.create("http://127.0.0.1:1/")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "ten", "10.0.0.0/8/8", "10.0.0.0/x"})
    void shouldNameABadBlock(String block) {
        assertThatThrownBy(() -> new AddressRules(List.of(block)))
                .hasMessageContaining("courtside.addresses.allowed")
                .hasMessageContaining(block);
    }
}
