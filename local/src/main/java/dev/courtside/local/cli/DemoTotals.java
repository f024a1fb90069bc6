package dev.courtside.local.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a demo run has seen so far. */
final class DemoTotals {
    private long workflows;
    private long failedWorkflows;
    private long calls;
    private long failedCalls;
    private long skipped;
    private BigDecimal costUsd = BigDecimal.ZERO;
    private final Map<String, Long> variants = new TreeMap<>();
    private final Map<String, Long> regions = new TreeMap<>();

    synchronized void workflow(boolean succeeded) {
        workflows++;
        if (!succeeded) {
            failedWorkflows++;
        }
    }

    synchronized void skipped() {
        skipped++;
    }

    synchronized void call(boolean succeeded, String variant, String region, String cost) {
        calls++;
        if (!succeeded) {
            failedCalls++;
        }
        if (!variant.isEmpty()) {
            variants.merge(variant, 1L, Long::sum);
        }
        if (!region.isEmpty()) {
            regions.merge(region, 1L, Long::sum);
        }
        if (!cost.isEmpty()) {
            costUsd = costUsd.add(new BigDecimal(cost));
        }
    }

    synchronized String line() {
        return String.format(
                Locale.ROOT,
                "%d workflows (%d failed), %d calls (%d failed), $%s, regions %s",
                workflows,
                failedWorkflows,
                calls,
                failedCalls,
                costUsd.toPlainString(),
                regions);
    }

    synchronized String summary() {
        return "variants " + variants + (skipped == 0 ? "" : "; " + skipped + " workflows were skipped: too many ran");
    }
}
