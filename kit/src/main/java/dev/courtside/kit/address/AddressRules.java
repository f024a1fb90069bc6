package dev.courtside.kit.address;

import dev.courtside.kit.config.CourtsideConfig;
import dev.courtside.kit.problem.ProblemException;
import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses this process may call because somebody configured a URL: upstreams, health checks, webhooks. Refuses
 * link-local and cloud metadata addresses, private networks, loopback, multicast and unspecified ones unless a CIDR
 * block of {@code courtside.addresses.allowed} covers them.
 *
 * <p>A name can resolve to another address later, so {@link #checkUri} judges what stands in the URL and
 * {@link #permits} must judge each resolved address again when connecting.
 */
@ApplicationScoped
public class AddressRules {
    private final List<Cidr> allowed;

    @Inject // needed beside the proxy's constructor, which would be taken otherwise
    public AddressRules(CourtsideConfig config) {
        this(config.addresses().allowed().orElse(List.of()));
    }

    AddressRules(List<String> allowed) {
        this.allowed = allowed.stream().map(Cidr::parse).toList();
    }

    protected AddressRules() { // for the client proxy
        this(List.of());
    }

    /** @throws IllegalArgumentException where an entry is not a CIDR block */
    public static void check(List<String> blocks) {
        blocks.forEach(Cidr::parse);
    }

    /** @throws ProblemException 422 that names {@code field} where the URL may not be called */
    public void checkUri(String field, @Nullable URI uri) {
        if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
            throw ProblemException.unprocessable(field, "A URL such as https://host/path is needed.");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw ProblemException.unprocessable(field, "Only http and https URLs are taken, not " + scheme + ".");
        }
        if (uri.getUserInfo() != null) {
            throw ProblemException.unprocessable(field, "A URL must not carry a user or password; use a credential.");
        }
        InetAddress literal = literal(uri.getHost());
        if (literal != null && !permits(literal)) {
            throw ProblemException.unprocessable(
                    field,
                    "The address " + literal.getHostAddress()
                            + " is private, loopback, link-local or reserved. Allow it with"
                            + " courtside.addresses.allowed if it is meant.");
        }
    }

    /** Whether a resolved address may be connected to. */
    public boolean permits(InetAddress address) {
        InetAddress plain = unmapped(address);
        for (Cidr cidr : allowed) {
            if (cidr.contains(plain)) {
                return true;
            }
        }
        return !isInternal(plain);
    }

    private static boolean isInternal(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress() // 169.254/16, where the clouds' metadata lives, and fe80::/10
                || address.isSiteLocalAddress() // 10/8, 172.16/12, 192.168/16
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        if (bytes.length == 4) {
            int second = bytes[1] & 0xff;
            return first == 0 // "this network", RFC 1122
                    || first == 100
                            && second >= 64
                            && second < 128 // shared address space, RFC 6598; Alibaba's metadata
                    || first == 192 && second == 0 && bytes[2] == 0 // protocol assignments, RFC 6890; Oracle's metadata
                    || first == 198 && (second == 18 || second == 19) // benchmarking, RFC 2544
                    || first >= 240; // reserved and broadcast
        }
        return (first & 0xfe) == 0xfc // unique local, RFC 4193; AWS' IPv6 metadata
                || first == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b; // NAT64
    }

    /** The IPv4 address inside an IPv4-mapped or -compatible IPv6 address, which would otherwise evade the rules. */
    private static InetAddress unmapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return address;
            }
        }
        boolean mapped = (bytes[10] & 0xff) == 0xff && (bytes[11] & 0xff) == 0xff;
        boolean compatible = bytes[10] == 0 && bytes[11] == 0 && (bytes[12] != 0 || bytes[13] != 0);
        if (!mapped && !compatible) {
            return address;
        }
        try {
            return InetAddress.getByAddress(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost") || bare.toLowerCase(Locale.ROOT).endsWith(".localhost")) {
            return InetAddress.getLoopbackAddress();
        }
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
