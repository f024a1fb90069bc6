package dev.courtside.kit.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/** A block of addresses such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
record Cidr(byte[] network, int prefix) {

    static Cidr parse(String text) {
        String[] parts = text.strip().split("/", -1);
        byte[] network = NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (network == null || parts.length > 2) {
            throw refused(text);
        }
        int prefix = network.length * 8;
        if (parts.length == 2) {
            try {
                prefix = Integer.parseInt(parts[1]);
            } catch (NumberFormatException e) {
                throw refused(text);
            }
            if (prefix < 0 || prefix > network.length * 8) {
                throw refused(text);
            }
        }
        return new Cidr(network, prefix);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != network[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || (bytes[whole] & 0xff) >>> (8 - rest) == (network[whole] & 0xff) >>> (8 - rest);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "courtside.addresses.allowed: '" + text + "' is not a CIDR block such as 10.0.0.0/8 or fd00::/8");
    }
}
