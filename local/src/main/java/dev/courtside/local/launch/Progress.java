package dev.courtside.local.launch;

import java.io.PrintStream;
import java.time.Duration;

/** Tells the person at the terminal what is going on, a line a step with the seconds since the start. */
final class Progress {
    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void step(String text) {
        out.printf("%5.1f s  %s%n", elapsed().toMillis() / 1_000.0, text);
    }

    synchronized void line(String text) {
        out.println(text);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
