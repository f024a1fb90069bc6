package dev.courtside.gateway.proxy;

import dev.courtside.gateway.route.Timeouts;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the limits of one exchange with at most one timer at a time, which is not set anew for every chunk: when it rings,
 * it is set again for what is left. Confined to the exchange's event loop.
 */
final class Watchdog {
    /** Which limit was passed. */
    enum Limit {
        FIRST_BYTE,
        IDLE,
        TOTAL
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final Consumer<Limit> expired;
    private final long start;
    private final long total;
    private final long firstByte;
    private final long idle;

    private @Nullable Limit watching;
    private long since;
    private long timer = -1;
    private long timerDue = NEVER;

    /** @param openEnded whether the exchange may be silent, and last, as long as it likes once it is answered */
    Watchdog(Vertx vertx, Timeouts timeouts, boolean openEnded, Consumer<Limit> expired) {
        this(vertx, System::nanoTime, timeouts, openEnded, expired);
    }

    Watchdog(Vertx vertx, LongSupplier nanoTime, Timeouts timeouts, boolean openEnded, Consumer<Limit> expired) {
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.expired = expired;
        this.start = nanoTime.getAsLong();
        this.total = openEnded ? NEVER : timeouts.total().toNanos();
        this.firstByte = timeouts.firstByte().toNanos();
        this.idle = openEnded ? NEVER : timeouts.idle().toNanos();
    }

    /** The request goes out: the answer must begin in time. */
    void requestSent() {
        watch(Limit.FIRST_BYTE);
    }

    /** The answer has begun, or goes on. */
    void progress() {
        if (watching == Limit.IDLE) {
            since = nanoTime.getAsLong(); // the timer finds out when it rings
        } else {
            watch(Limit.IDLE);
        }
    }

    /** Nothing is waited for but the end of all time. */
    void pause() {
        watching = null;
    }

    void stop() {
        watching = null;
        cancel();
    }

    /** How much time the whole exchange has left; not positive when it is over. */
    Duration left() {
        return total == NEVER ? Duration.ofDays(1) : Duration.ofNanos(total - (nanoTime.getAsLong() - start));
    }

    private void watch(Limit limit) {
        watching = limit;
        since = nanoTime.getAsLong();
        long in = remaining(since);
        if (in != NEVER && (timer < 0 || timerDue - (since + in) > 0)) {
            set(in);
        } else if (in == NEVER) {
            cancel();
        }
    }

    private long remaining(long now) {
        long untilTotal = total == NEVER ? NEVER : total - (now - start);
        long limit = watching == Limit.FIRST_BYTE ? firstByte : watching == Limit.IDLE ? idle : NEVER;
        long untilLimit = limit == NEVER ? NEVER : limit - (now - since);
        return Math.min(untilTotal, untilLimit);
    }

    private void set(long nanos) {
        cancel();
        timerDue = nanoTime.getAsLong() + nanos;
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1), id -> ring());
    }

    private void cancel() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    private void ring() {
        timer = -1;
        Limit limit = watching;
        long now = nanoTime.getAsLong();
        long in = remaining(now);
        if (in == NEVER) {
            return;
        }
        if (in > 0) {
            set(in);
            return;
        }
        boolean over = total != NEVER && total - (now - start) <= 0;
        watching = null;
        expired.accept(over || limit == null ? Limit.TOTAL : limit);
    }
}
