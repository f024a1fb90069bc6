package dev.courtside.gateway.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The traffic of the running second, per route, model, variant and region. A bounded number of series: what comes past
 * it is counted together as {@link SeriesKey#OTHER} until a series has been idle long enough to make room. Owned by one
 * thread.
 */
final class TrafficAggregates {
    private final int mostSeries;
    private final int idleWindows;
    private final Map<SeriesKey, SeriesWindow> series = new HashMap<>();

    /**
     * @param mostSeries told apart at one time
     * @param idleWindows after how many windows without traffic a series is forgotten
     */
    TrafficAggregates(int mostSeries, int idleWindows) {
        this.mostSeries = mostSeries;
        this.idleWindows = idleWindows;
    }

    void add(ExchangeOutcome exchange, Predicate<String> knownModel) {
        SeriesKey key = SeriesKey.of(exchange, knownModel);
        SeriesWindow window = series.get(key);
        if (window == null) {
            SeriesKey kept = series.size() < mostSeries ? key : SeriesKey.OTHER;
            window = series.computeIfAbsent(kept, k -> new SeriesWindow(k.labels()));
        }
        window.add(exchange);
    }

    /**
     * Ends the window.
     *
     * @param start when it began
     * @param seconds how long it was
     */
    List<Point> close(Instant start, double seconds) {
        List<Point> points = new ArrayList<>(series.size() * 7);
        Iterator<SeriesWindow> all = series.values().iterator();
        while (all.hasNext()) {
            if (all.next().close(start, seconds, points::add) >= idleWindows) {
                all.remove();
            }
        }
        return points;
    }

    int series() {
        return series.size();
    }
}
