package dev.courtside.kit.peer;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;

/** A peer's whole answer. */
public record PeerResponse(int status, MultiMap headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
