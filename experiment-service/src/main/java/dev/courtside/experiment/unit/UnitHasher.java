package dev.courtside.experiment.unit;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.config.Secrets;
import io.quarkus.runtime.Startup;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes units by HMAC-SHA256 (RFC 2104) under the installation's key: the tables tell units apart without naming them,
 * and without the key nobody can look for a known user.
 */
@Startup // a missing key must stop the start, not the first request
@Singleton
public class UnitHasher {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public UnitHasher(CourtsideConfig config) {
        String secret = Secrets.of(config.privacy().unitKey(), config.privacy().unitKeyFile())
                .orElseThrow(
                        () -> new IllegalStateException(
                                "courtside.privacy.unit-key (COURTSIDE_UNIT_KEY or"
                                        + " COURTSIDE_UNIT_KEY_FILE) is not set: it must be a secret text, the same for every replica"));
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The 32 bytes under which a unit is stored. */
    public Buffer hash(String unit) {
        return of("unit:" + unit);
    }

    /** The 32 bytes of an outcome that names no unit and so counts as one of its own. */
    public Buffer ownOf(String source, String outcomeId) {
        return of("own:" + source + ':' + outcomeId);
    }

    private Buffer of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Buffer.buffer(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
