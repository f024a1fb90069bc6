package dev.courtside.gateway.proxy;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What kinds of failure there are. */
final class Failures {
    private Failures() {}

    /** Whether connecting took too long, rather than being refused. */
    static boolean isTimeout(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof ConnectTimeoutException;
    }

    /** Whether the peer's system reset the connection, rather than the peer closing it. */
    static boolean isReset(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IOException
                && message != null
                && (message.startsWith("Connection reset") || message.startsWith("Broken pipe"));
    }

    /** Whether a status says that this region, rather than the request, is to blame. */
    static boolean mayBeBetterElsewhere(int status) {
        return status == 502 || status == 503 || status == 504;
    }
}
