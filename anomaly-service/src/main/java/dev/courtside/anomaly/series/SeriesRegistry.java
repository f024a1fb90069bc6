package dev.courtside.anomaly.series;

import dev.courtside.engine.anomaly.Baseline;
import dev.courtside.engine.anomaly.SeriesDetector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All series of this process, by id. Bounded: what is not in it when it is full is turned away. */
@ApplicationScoped
public class SeriesRegistry {
    private final ConcurrentNavigableMap<String, Series> byId = new ConcurrentSkipListMap<>();
    // A skip list counts by walking, which a limit checked for every point can't afford.
    private final AtomicInteger count = new AtomicInteger();
    private final DetectionConfig config;
    private final Detectors detectors;

    @Inject
    public SeriesRegistry(DetectionConfig config, Detectors detectors) {
        this.config = config;
        this.detectors = detectors;
    }

    /** The series of an id, or null. */
    public @Nullable Series find(String id) {
        return byId.get(id);
    }

    /** The series of a key, made if it is new; null if it is new and the limit is reached. */
    public @Nullable Series obtain(SeriesKey key) {
        String id = key.id();
        Series known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (count.incrementAndGet() > config.seriesLimit()) {
            count.decrementAndGet();
            return null;
        }
        Series fresh = new Series(id, key, new SeriesDetector(detectors.standard(), new Baseline(config.window())));
        Series raced = byId.putIfAbsent(id, fresh);
        if (raced != null) {
            count.decrementAndGet();
            return raced;
        }
        return fresh;
    }

    /** Takes a series over from an earlier process. False if the limit is reached. */
    boolean resume(SeriesCheckpoint checkpoint) {
        Series series = obtain(checkpoint.key());
        if (series == null) {
            return false;
        }
        series.resume(
                SeriesDetector.restore(detectors.standard(), checkpoint.state()),
                checkpoint.lastAt(),
                checkpoint.lastValue());
        return true;
    }

    /** Forgets a series. False if there is none of that id. */
    boolean forget(String id) {
        if (byId.remove(id) == null) {
            return false;
        }
        count.decrementAndGet();
        return true;
    }

    /** All series, in the order of their ids; changes meanwhile may or may not show. */
    Iterable<Series> all() {
        return byId.values();
    }

    /** Views of up to {@code limit} series with ids after {@code cursor}, in the order of their ids. */
    List<SeriesView> page(String cursor, int limit, Predicate<SeriesKey> wanted) {
        List<SeriesView> views = new ArrayList<>();
        for (Series series : byId.tailMap(cursor, false).values()) {
            if (views.size() == limit) {
                break;
            }
            SeriesView view = wanted.test(series.key()) ? series.view() : null;
            if (view != null) {
                views.add(view);
            }
        }
        return views;
    }

    /** The number of series. */
    public int size() {
        return count.get();
    }

    /** The most series there may be. */
    public int limit() {
        return config.seriesLimit();
    }
}
