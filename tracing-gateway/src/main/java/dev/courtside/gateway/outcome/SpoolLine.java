package dev.courtside.gateway.outcome;

import dev.courtside.kit.spool.Spool;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * One way out of the gateway: batches are written to a spool by the pump and sent from it by a thread of their own.
 *
 * @param <E> what the batches hold
 */
final class SpoolLine<E> {
    private static final Logger LOG = Logger.getLogger(SpoolLine.class);

    private final Spool spool;
    private final SpoolWriter<E> writer;
    private final SpoolSender sender;
    private final Thread thread;

    SpoolLine(Spool spool, SpoolSender sender, SpoolWriter.Format format, Duration longestWait) {
        this.spool = spool;
        this.sender = sender;
        this.writer = new SpoolWriter<>(spool, format, longestWait.toNanos(), sender::wake);
        this.thread = Thread.ofVirtual().name("spool-" + spool.queue()).unstarted(sender);
    }

    void start() {
        thread.start();
    }

    /** Where the pump puts entries. */
    SpoolWriter<E> writer() {
        return writer;
    }

    /** Sends what is left, if the receiver takes it, for at most {@code patience}; the rest waits on disk. */
    void stop(Duration patience) throws InterruptedException {
        sender.stop();
        if (!thread.join(patience)) {
            thread.interrupt();
        }
        if (spool.entries() > 0) {
            LOG.infof("%d batches of %s wait on disk for the next start", spool.entries(), spool.queue());
        }
    }
}
