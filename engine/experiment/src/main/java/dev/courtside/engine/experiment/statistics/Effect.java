package dev.courtside.engine.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The difference of a treatment to its control with its uncertainty. {@code C} is the control, {@code T} the treatment.
 *
 * @param estimate relative {@code (μT − μC)/μC}, or absolute {@code μT − μC}
 * @param standardError of the estimate, above 0
 * @param degreesOfFreedom of Welch and Satterthwaite
 * @param units of both arms
 * @param priorScale what one unit of relative lift is on the scale of the estimate: 1, or {@code |μC|}
 */
public record Effect(double estimate, double standardError, double degreesOfFreedom, long units, double priorScale) {

    /**
     * The relative lift by the delta method: variance {@code σ²C·μ²T/(μ⁴C·nC) + σ²T/(μ²C·nT)}. Descriptive: on skewed data
     * its sequence does not hold its level, so decisions take {@link #absolute}.
     *
     * @return null where it is not defined: fewer than two units in an arm, no variance, or a control mean of 0
     */
    public static @Nullable Effect relative(Sample control, Sample treatment) {
        double mC = control.mean();
        double mT = treatment.mean();
        double ofControl = control.varianceOfMean() * mT * mT / (mC * mC * mC * mC);
        double ofTreatment = treatment.varianceOfMean() / (mC * mC);
        return of((mT - mC) / mC, ofControl + ofTreatment, 1, control, treatment);
    }

    /**
     * The difference of the means: variance {@code σ²C/nC + σ²T/nT}.
     *
     * @return null where it is not defined: fewer than two units in an arm, or no variance
     */
    public static @Nullable Effect absolute(Sample control, Sample treatment) {
        double mC = control.mean();
        return of(
                treatment.mean() - mC,
                control.varianceOfMean() + treatment.varianceOfMean(),
                Math.abs(mC),
                control,
                treatment);
    }

    private static @Nullable Effect of(
            double estimate, double variance, double priorScale, Sample control, Sample treatment) {
        if (!Double.isFinite(estimate) || !Double.isFinite(variance) || !(variance > 0)) {
            return null;
        }
        double degrees = degreesOfFreedom(control, treatment);
        // squares of tiny variances may underflow to 0 / 0
        return Double.isFinite(degrees)
                ? new Effect(estimate, Math.sqrt(variance), degrees, control.n() + treatment.n(), priorScale)
                : null;
    }

    /** Of the difference of the means; the relative lift has the same, for it scales both arms. */
    private static double degreesOfFreedom(Sample control, Sample treatment) {
        double ofControl = control.varianceOfMean();
        double ofTreatment = treatment.varianceOfMean();
        double sum = ofControl + ofTreatment;
        return sum
                * sum
                / (ofControl * ofControl / (control.n() - 1) + ofTreatment * ofTreatment / (treatment.n() - 1));
    }
}
