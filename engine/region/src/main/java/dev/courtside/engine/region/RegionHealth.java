package dev.courtside.engine.region;

import dev.courtside.engine.region.Evidence.CheckFailed;
import dev.courtside.engine.region.Evidence.CheckPassed;
import dev.courtside.engine.region.Evidence.Traffic;
import java.time.Instant;

/**
 * How well a region is, and how close it is to another verdict. Immutable: {@link #after} gives the health that follows.
 *
 * <p>Only checks make a region healthy: live traffic avoids a region that is down, so it can't tell that it came back.
 * Checks and traffic both can bring it down. One gateway whose own path to the region is broken can't: the checks that
 * pass between its reports clear its strikes, and the region becomes {@link Degraded}.
 */
public sealed interface RegionHealth {

    /** When this state began. */
    Instant since();

    /** The state's name on the wire. */
    HealthState state();

    /** The health after one more thing was seen. */
    RegionHealth after(Evidence evidence, HealthThresholds thresholds);

    /** Of a region that was never looked at. */
    static RegionHealth unknown(Instant since) {
        return new Unknown(since, 0, Strikes.NONE);
    }

    /** Not checked often enough to say anything. */
    record Unknown(Instant since, int successes, Strikes strikes) implements RegionHealth {
        @Override
        public HealthState state() {
            return HealthState.UNKNOWN;
        }

        @Override
        public RegionHealth after(Evidence evidence, HealthThresholds thresholds) {
            return switch (evidence) {
                case CheckPassed passed ->
                    successes + 1 >= thresholds.rise()
                            ? new Healthy(passed.at(), Strikes.NONE)
                            : new Unknown(since, successes + 1, Strikes.NONE);
                case CheckFailed failed -> struck(failed.at(), Cause.ACTIVE_CHECK, thresholds);
                case Traffic traffic ->
                    traffic.judge(thresholds) == TrafficVerdict.FAILING
                            ? struck(traffic.at(), Cause.PASSIVE, thresholds)
                            : this;
            };
        }

        private RegionHealth struck(Instant at, Cause cause, HealthThresholds thresholds) {
            Strikes more = strikes.plus(at);
            return more.count() >= thresholds.fall() ? Unhealthy.fallen(more, at, cause) : new Unknown(since, 0, more);
        }
    }

    /** Answers. */
    record Healthy(Instant since, Strikes strikes) implements RegionHealth {
        @Override
        public HealthState state() {
            return HealthState.HEALTHY;
        }

        @Override
        public RegionHealth after(Evidence evidence, HealthThresholds thresholds) {
            return switch (evidence) {
                case CheckPassed passed -> strikes.count() == 0 ? this : new Healthy(since, Strikes.NONE);
                case CheckFailed failed -> {
                    Strikes more = strikes.plus(failed.at());
                    yield more.count() >= thresholds.fall()
                            ? Unhealthy.fallen(more, failed.at(), Cause.ACTIVE_CHECK)
                            : new Healthy(since, more);
                }
                case Traffic traffic ->
                    switch (traffic.judge(thresholds)) {
                        case FINE -> this;
                        case IMPAIRED -> new Degraded(traffic.at(), traffic.at(), 0, strikes);
                        case FAILING -> {
                            Strikes more = strikes.plus(traffic.at());
                            yield more.count() >= thresholds.fall()
                                    ? Unhealthy.fallen(more, traffic.at(), Cause.PASSIVE)
                                    : new Degraded(traffic.at(), traffic.at(), 0, more);
                        }
                    };
            };
        }
    }

    /**
     * Answers, but traffic meets failures there.
     *
     * @param lastTrouble when one was last met
     * @param successes checks passed in a row since then
     */
    record Degraded(Instant since, Instant lastTrouble, int successes, Strikes strikes) implements RegionHealth {
        @Override
        public HealthState state() {
            return HealthState.DEGRADED;
        }

        @Override
        public RegionHealth after(Evidence evidence, HealthThresholds thresholds) {
            return switch (evidence) {
                case CheckPassed passed -> passed(passed.at(), thresholds);
                case CheckFailed failed -> struck(failed.at(), Cause.ACTIVE_CHECK, thresholds);
                case Traffic traffic ->
                    switch (traffic.judge(thresholds)) {
                        case FINE -> this;
                        case IMPAIRED -> new Degraded(since, traffic.at(), 0, strikes);
                        case FAILING -> struck(traffic.at(), Cause.PASSIVE, thresholds);
                    };
            };
        }

        private RegionHealth passed(Instant at, HealthThresholds thresholds) {
            boolean settled = !at.isBefore(lastTrouble.plus(thresholds.settle()));
            return settled && successes + 1 >= thresholds.rise()
                    ? new Healthy(at, Strikes.NONE)
                    : new Degraded(since, lastTrouble, successes + 1, Strikes.NONE);
        }

        private RegionHealth struck(Instant at, Cause cause, HealthThresholds thresholds) {
            Strikes more = strikes.plus(at);
            return more.count() >= thresholds.fall()
                    ? Unhealthy.fallen(more, at, cause)
                    : new Degraded(since, at, 0, more);
        }
    }

    /**
     * Does not answer.
     *
     * @param troubleSince when the row of strikes began that brought it down, before {@code since}
     * @param cause what the last of them was
     * @param successes checks passed in a row since then
     */
    record Unhealthy(Instant since, Instant troubleSince, Cause cause, int successes) implements RegionHealth {
        static Unhealthy fallen(Strikes strikes, Instant at, Cause cause) {
            return new Unhealthy(at, strikes.first(), cause, 0);
        }

        @Override
        public HealthState state() {
            return HealthState.UNHEALTHY;
        }

        @Override
        public RegionHealth after(Evidence evidence, HealthThresholds thresholds) {
            return switch (evidence) {
                case CheckPassed passed ->
                    successes + 1 >= thresholds.rise()
                            ? new Healthy(passed.at(), Strikes.NONE)
                            : new Unhealthy(since, troubleSince, cause, successes + 1);
                case CheckFailed failed -> new Unhealthy(since, troubleSince, cause, 0);
                case Traffic traffic ->
                    traffic.judge(thresholds) == TrafficVerdict.FAILING
                            ? new Unhealthy(since, troubleSince, cause, 0)
                            : this;
            };
        }
    }
}
