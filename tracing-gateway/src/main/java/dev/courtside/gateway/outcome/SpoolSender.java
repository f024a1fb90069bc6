package dev.courtside.gateway.outcome;

import dev.courtside.kit.peer.Peer;
import dev.courtside.kit.peer.PeerClient;
import dev.courtside.kit.peer.PeerResponse;
import dev.courtside.kit.spool.Spool;
import dev.courtside.kit.spool.SpoolEntry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a spool holds to one service, in order, one batch at a time, and removes a batch only once it was taken.
 * A batch whose answer got lost is sent again: the receiver knows it by its id.
 *
 * <p>While the service is away it waits between tries, doubling up to ten seconds. A batch that the service refuses for
 * what it is (a 4xx that no waiting cures) is dropped and counted, so that it cannot hold up those behind it.
 */
final class SpoolSender implements Runnable {
    private static final Logger LOG = Logger.getLogger(SpoolSender.class);
    private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final long IDLE_LOOK_MILLIS = 1_000;

    private final Spool spool;
    private final PeerClient peers;
    private final Destination destination;
    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean down;

    /**
     * @param peer the service
     * @param path of its batch resource
     */
    record Destination(Peer peer, String path) {}

    private enum Verdict {
        TAKEN,
        REFUSED,
        LATER
    }

    SpoolSender(Spool spool, PeerClient peers, Destination destination) {
        this.spool = spool;
        this.peers = peers;
        this.destination = destination;
    }

    /** Says that there is something new. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Ends the loop after the batch that is on its way, or when the spool is empty; what is left stays on disk. */
    void stop() {
        stopping.countDown();
        wake();
    }

    @Override
    public void run() {
        Duration backoff = SHORTEST_BACKOFF;
        try {
            while (true) {
                SpoolEntry next = spool.peek();
                if (next == null) {
                    if (isStopping()) {
                        return;
                    }
                    awaitNew();
                    continue;
                }
                if (send(next) == Verdict.LATER) {
                    // new batches must not cut the wait short, only the end does
                    if (stopping.await(jittered(backoff), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    backoff = longer(backoff);
                } else {
                    backoff = SHORTEST_BACKOFF;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Sending from spool %s stopped", destination.path);
        }
    }

    private Verdict send(SpoolEntry entry) {
        Verdict verdict = verdict(post(entry));
        if (verdict == Verdict.LATER) {
            if (!down) {
                down = true;
                LOG.warnf("%s cannot take %s now: batches are kept", destination.peer, destination.path);
            }
            return verdict;
        }
        if (down) {
            down = false;
            LOG.infof("%s takes %s again", destination.peer, destination.path);
        }
        if (verdict == Verdict.REFUSED) {
            spool.discard(entry);
        } else {
            spool.remove(entry);
        }
        return verdict;
    }

    private @Nullable PeerResponse post(SpoolEntry entry) {
        try {
            return peers.post(destination.peer, destination.path, entry.payload(), REQUEST_TIMEOUT)
                    .await()
                    .atMost(REQUEST_TIMEOUT.plusSeconds(1));
        } catch (RuntimeException e) {
            LOG.debugf("%s did not answer: %s", destination.peer, e.getMessage());
            return null;
        }
    }

    private Verdict verdict(@Nullable PeerResponse response) {
        if (response == null) {
            return Verdict.LATER;
        }
        int status = response.status();
        if (status >= 200 && status < 300) {
            return Verdict.TAKEN;
        }
        boolean refused = status >= 400
                && status < 500
                && switch (status) {
                    case 401, 403, 408, 429 -> false; // a token or a rate that will be right again
                    default -> true;
                };
        if (refused) {
            LOG.errorf("%s refused a batch of %s with %d: dropped", destination.peer, destination.path, status);
        }
        return refused ? Verdict.REFUSED : Verdict.LATER;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void awaitNew() throws InterruptedException {
        if (wakeUps.tryAcquire(IDLE_LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }

    private static long jittered(Duration backoff) {
        return ThreadLocalRandom.current().nextLong(backoff.toMillis() / 2, backoff.toMillis() + 1);
    }

    private static Duration longer(Duration backoff) {
        Duration next = backoff.multipliedBy(2);
        return next.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : next;
    }
}
