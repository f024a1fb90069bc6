package dev.courtside.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTokensTest {
    private static final String HASH = TokenSecret.sha256Hex("cs_x");

    @Test
    void shouldMakeSecretsThatCannotBeGuessed() {
        // When
        String secret = TokenSecret.generate();

        // Then
        assertThat(secret).matches("cs_[A-Za-z0-9_-]{43}").isNotEqualTo(TokenSecret.generate());
        assertThat(TokenSecret.sha256Hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void shouldTrustConfiguredEntries() {
        assertThat(KnownTokens.parse(List.of("gateway:operator:" + HASH)).get(HASH))
                .isNotNull()
                .satisfies(grant -> {
                    assertThat(grant.role()).isEqualTo(Role.OPERATOR);
                    assertThat(grant.id()).isEqualTo("gateway");
                    assertThat(grant.allowsModel("anything")).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "gateway:operator", "gateway:operator:abc", ":operator:" + "0", "a:b:c:d"})
    void shouldNameTheKeyOfABadEntryButNotItsHash(String entry) {
        assertThatThrownBy(() -> KnownTokens.parse(List.of(entry)))
                .hasMessageContaining("courtside.security.trusted-tokens");
    }

    @Test
    void shouldNameTheRolesThereAre() {
        assertThatThrownBy(() -> KnownTokens.parse(List.of("gateway:root:" + HASH)))
                .hasMessageContaining("viewer, ingest, operator, admin");
    }

    @Test
    void shouldReadASnapshotAndIgnoreWhatItDoesNotKnow() {
        // Given
        String data = "{\"tokens\":[{\"id\":\"1\",\"name\":\"ci\",\"role\":\"ingest\",\"sha256\":\"" + HASH
                + "\",\"routes\":[\"chat\"],\"expiresAt\":\"2026-01-01T00:00:00Z\",\"later\":true}],\"more\":1}";

        // When
        TokenGrant grant =
                TokenSnapshot.parse(data.getBytes(StandardCharsets.UTF_8)).find(HASH);

        // Then
        assertThat(grant).isNotNull();
        assertThat(grant.allowsRoute("chat")).isTrue();
        assertThat(grant.allowsRoute("other")).isFalse();
        assertThat(grant.isExpired(Instant.parse("2026-01-01T00:00:00Z"))).isTrue();
        assertThat(grant.isExpired(Instant.parse("2025-12-31T23:59:59Z"))).isFalse();
    }

    @Test
    void shouldOrderTheRoles() {
        assertThat(Role.ADMIN.impliedNames()).containsExactlyInAnyOrder("viewer", "ingest", "operator", "admin");
        assertThat(Role.OPERATOR.impliedNames()).containsExactlyInAnyOrder("viewer", "ingest", "operator");
        assertThat(Role.INGEST.impliedNames()).containsExactly("ingest");
        assertThat(Role.VIEWER.impliedNames()).containsExactly("viewer");
    }
}
