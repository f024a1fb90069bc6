package dev.courtside.gateway.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A region's URL, taken apart once.
 *
 * @param host for the {@code Host} header and for TLS
 * @param port given or the scheme's own
 * @param tls whether to speak HTTPS
 * @param basePath without a trailing slash; empty for none
 * @param literal the address where the host is one, else null
 */
record Endpoint(
        String host,
        int port,
        boolean tls,
        String basePath,
        @Nullable InetAddress literal) {
    static Endpoint of(URI url) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        String host = url.getHost();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return new Endpoint(
                host,
                url.getPort() > 0 ? url.getPort() : tls ? 443 : 80,
                tls,
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                literal(host));
    }

    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
