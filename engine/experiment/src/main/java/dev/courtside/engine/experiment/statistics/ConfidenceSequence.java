package dev.courtside.engine.experiment.statistics;

/**
 * The asymptotic confidence sequence: valid at every look, however often one looks and whenever one stops. With
 * {@code N} units in both arms, {@code σ} the standard error of {@code Δ} times {@code √N}:
 *
 * <pre>
 *   Δ ± σ·√( 2(Nρ² + 1)/(N²ρ²) · ln(√(Nρ² + 1)/α) )
 *   p = min(1, √(Nρ² + 1) / exp(ρ²N²Δ² / (2σ²(Nρ² + 1))))
 *   ρ = √( (−2 ln α + ln(−2 ln α + 1)) / N* )
 * </pre>
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory and asymptotic confidence
 * sequences (2021, revised 2023), theorem 2.2 and its appendix on tuning; arXiv:2103.06476.
 *
 * @param alpha the level, between 0 and 1
 * @param tuning {@code N*}: the number of units at which the interval is tightest, above 0
 */
public record ConfidenceSequence(double alpha, double tuning) {

    /** Tightest at 5,000 units. */
    public static final double STANDARD_TUNING = 5_000;

    public ConfidenceSequence {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not between 0 and 1");
        }
        if (!(tuning > 0 && tuning < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sequential tuning parameter " + tuning + " is not above 0");
        }
    }

    /** The sequence's interval and p-value at this look. */
    public TestResult test(Effect effect) {
        double twiceLog = -2 * Math.log(alpha);
        double rhoSquared = (twiceLog + Math.log(twiceLog + 1)) / tuning;
        double n = effect.units();
        double mixture = n * rhoSquared + 1;
        double halfWidth = effect.standardError()
                * Math.sqrt(n)
                * Math.sqrt(2 * mixture / (n * n * rhoSquared) * Math.log(Math.sqrt(mixture) / alpha));
        double z = effect.estimate() / effect.standardError();
        double evidence = rhoSquared * n * z * z / (2 * mixture);
        return new TestResult(
                Interval.around(effect.estimate(), halfWidth), Math.min(1, Math.sqrt(mixture) * Math.exp(-evidence)));
    }
}
