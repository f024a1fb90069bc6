package dev.courtside.anomaly.series;

import dev.courtside.engine.anomaly.Detector;
import dev.courtside.engine.anomaly.Iqr;
import dev.courtside.engine.anomaly.Method;
import dev.courtside.engine.anomaly.Trend;
import dev.courtside.engine.anomaly.ZScore;
import dev.courtside.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** The methods with the settings of this process. */
@ApplicationScoped
public class Detectors {
    /** What {@code auto} is called in requests. Answers say what it stood for. */
    private static final String AUTO = "auto";

    private final DetectionConfig config;

    @Inject
    public Detectors(DetectionConfig config) {
        if (config.minimumPoints() > config.window()) {
            throw new IllegalArgumentException("courtside.detection.minimum-points " + config.minimumPoints()
                    + " is more than courtside.detection.window " + config.window()
                    + ": no series would ever be judged");
        }
        this.config = config;
    }

    /** The method of series. */
    public Detector standard() {
        return of(config.method());
    }

    /**
     * The method that a request asks for.
     *
     * @param name of a method, {@code auto} or null for the method of series
     * @throws ProblemException 400 naming {@code field} if there is none of that name
     */
    public Detector named(String field, @Nullable String name) {
        if (name == null || name.isBlank() || name.equalsIgnoreCase(AUTO)) {
            return standard();
        }
        try {
            return of(Method.of(name));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(field, unknown.getMessage() + ", or auto");
        }
    }

    /** Points that a fresh detector remembers. */
    public int window() {
        return config.window();
    }

    private Detector of(Method method) {
        int minimum = config.minimumPoints();
        return switch (method) {
            case ZSCORE -> new ZScore(config.threshold(), minimum, config.relativeFloor());
            case IQR -> new Iqr(config.iqrMultiplier(), minimum, config.relativeFloor());
            case TREND ->
                new Trend(
                        config.threshold(),
                        Math.max(minimum, Math.min(Trend.STANDARD.points(), config.window())),
                        minimum,
                        config.relativeFloor());
        };
    }
}
