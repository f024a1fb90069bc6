package dev.courtside.kit.migrate;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A {@code postgresql://user:password@host:port/database} URL, taken apart for JDBC.
 *
 * @param jdbc     without user and password
 * @param user     empty where the URL has none
 * @param password empty where the URL has none
 */
public record DatabaseUrl(String jdbc, String user, String password, String database) {

    /** @throws IllegalArgumentException in words, without repeating the password */
    public static DatabaseUrl parse(String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the database URL is not a URL: postgresql://user@host:5432/name", e);
        }
        String scheme = uri.getScheme();
        if (scheme == null
                || !scheme.startsWith("postgres")
                || uri.getHost() == null
                || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("the database URL must look like postgresql://user@host:5432/name");
        }
        String[] login =
                uri.getRawUserInfo() == null ? new String[] {"", ""} : (uri.getRawUserInfo() + ":").split(":", -1);
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath() + query,
                URLDecoder.decode(login[0], StandardCharsets.UTF_8),
                URLDecoder.decode(login[1], StandardCharsets.UTF_8),
                uri.getPath().substring(1));
    }
}
