package dev.courtside.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds a process by an id that was written down. Ids are given out again, after a restart of the machine above all, so a
 * process counts only if it had begun when its id was written: nothing that is not ours is ever stopped.
 */
final class RecordedProcess {
    /** The kernel counts a process's start in ticks of 10 ms from a boot time that is known to the second. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private RecordedProcess() {}

    /** @param file that holds the id */
    static Optional<ProcessHandle> find(long pid, Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(started -> !started.isAfter(written.plus(CLOCK_ERROR)))
                            .isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
