package dev.courtside.local.cli;

import dev.courtside.local.launch.Endpoints;
import dev.courtside.local.launch.LaunchException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code demo}: plays synthesis workflows at a rate, for a time, and says what came of them. */
final class DemoCommand {
    private static final String USAGE = "demo [--rate WORKFLOWS_PER_SECOND] [--duration 30s|5m]";
    private static final double MAX_RATE = 200;
    private static final Duration MAX_DURATION = Duration.ofHours(24);
    private static final int MAX_CONCURRENT = 256;

    private final String token;
    private final Endpoints endpoints;

    DemoCommand(String token, Endpoints endpoints) {
        this.token = token;
        this.endpoints = endpoints;
    }

    void run(List<String> arguments, PrintStream out) throws InterruptedException {
        Options options = Options.parse(arguments, Set.of("--rate", "--duration"), USAGE);
        if (!options.words().isEmpty()) {
            throw new LaunchException(
                    LaunchException.USAGE,
                    "demo does not know '" + options.words().getFirst() + "'; usage: " + USAGE);
        }
        String rateText = options.last("--rate");
        double rate = rate(rateText == null ? "2" : rateText);
        String durationText = options.last("--duration");
        Duration duration = duration(durationText == null ? "30s" : durationText);
        DemoTotals totals = new DemoTotals();
        SynthesisWorkflow workflow = new SynthesisWorkflow(endpoints.url("gateway"), token, totals);

        out.printf(Locale.ROOT, "Playing %.1f workflows a second for %s: model, MCP tools, model.%n", rate, duration);
        long startedAt = System.nanoTime();
        long until = startedAt + duration.toNanos();
        long gap = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
        long lastSaid = startedAt;
        Semaphore places = new Semaphore(MAX_CONCURRENT);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long next = startedAt; next < until; next += gap) {
                LockSupport.parkNanos(next - System.nanoTime());
                if (places.tryAcquire()) {
                    int user = ThreadLocalRandom.current().nextInt(500);
                    executor.submit(() -> {
                        try {
                            workflow.play("user_" + user);
                        } finally {
                            places.release();
                        }
                    });
                } else {
                    totals.skipped();
                }
                if (System.nanoTime() - lastSaid > TimeUnit.SECONDS.toNanos(2)) {
                    lastSaid = System.nanoTime();
                    out.println(totals.line());
                }
            }
        }
        out.println(totals.line());
        out.println(totals.summary());
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate <= MAX_RATE) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw new LaunchException(
                LaunchException.USAGE, "--rate must be a number over 0 and up to " + (int) MAX_RATE + ", not " + text);
    }

    private static Duration duration(String text) {
        try {
            String iso = text.startsWith("P") ? text : "PT" + text.toUpperCase(Locale.ROOT);
            Duration duration = Duration.parse(iso);
            if (duration.isPositive() && duration.compareTo(MAX_DURATION) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // answered below, as one out of range is
        }
        throw new LaunchException(
                LaunchException.USAGE, "--duration must be such as 30s, 5m or 1h, up to 24h, not " + text);
    }
}
