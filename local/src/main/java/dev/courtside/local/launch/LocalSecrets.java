package dev.courtside.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The secrets of one installation: made once, kept one a file with mode 0600, handed to processes as files. */
public final class LocalSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    LocalSecrets(Path directory) {
        this.directory = directory;
    }

    /** A Courtside token, {@code cs_} and 256 random bits. */
    String token(String name) {
        return get("token-" + name, "cs_");
    }

    /** Any other secret. */
    String secret(String name) {
        return get(name, "");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Path tokenFile(String name) {
        token(name);
        return file("token-" + name);
    }

    Path secretFile(String name) {
        secret(name);
        return file(name);
    }

    /** What every service trusts: the services themselves as operators and the administrator. */
    Path trustedTokensFile(List<String> services) {
        StringBuilder entries = new StringBuilder();
        services.forEach(service -> entries.append(service)
                .append("-service:operator:")
                .append(sha256Hex(token(service)))
                .append('\n'));
        entries.append("admin:admin:").append(sha256Hex(token("admin"))).append('\n');
        PrivateFile.write(file("trusted-tokens"), entries.toString());
        return file("trusted-tokens");
    }

    private String get(String name, String prefix) {
        Path file = file(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        String secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        PrivateFile.write(file, secret);
        return secret;
    }

    static String sha256Hex(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
