package dev.courtside.engine.experiment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The life of an experiment: draft → running ⇄ paused → decided → archived. The methods are the only transitions, so that
 * what a state does not permit does not compile.
 */
public sealed interface ExperimentState {

    /** The state's name. */
    ExperimentStatus status();

    /** Being written. */
    record Draft() implements ExperimentState {
        @Override
        public ExperimentStatus status() {
            return ExperimentStatus.DRAFT;
        }

        /** Begins to enrol. */
        public Running start(Instant at) {
            return new Running(at);
        }

        /** Puts away a draft that never ran. */
        public Archived archive(Instant at) {
            return new Archived(at, null, null, null);
        }
    }

    /**
     * Enrolling.
     *
     * @param startedAt when it first began
     */
    record Running(Instant startedAt) implements ExperimentState {
        @Override
        public ExperimentStatus status() {
            return ExperimentStatus.RUNNING;
        }

        /** Serves everybody the control until it resumes. */
        public Paused pause(Instant at) {
            return new Paused(startedAt, at);
        }

        /**
         * Ends it.
         *
         * @param winner the variant that won, null if none did
         */
        public Decided stop(@Nullable String winner, Instant at) {
            return new Decided(startedAt, at, winner);
        }
    }

    /**
     * Serving everybody the control and enrolling nobody.
     *
     * @param startedAt when it first began
     * @param pausedAt when it stopped enrolling
     */
    record Paused(Instant startedAt, Instant pausedAt) implements ExperimentState {
        @Override
        public ExperimentStatus status() {
            return ExperimentStatus.PAUSED;
        }

        /** Enrols again; units keep their variants. */
        public Running resume() {
            return new Running(startedAt);
        }

        /**
         * Ends it.
         *
         * @param winner the variant that won, null if none did
         */
        public Decided stop(@Nullable String winner, Instant at) {
            return new Decided(startedAt, at, winner);
        }
    }

    /**
     * Ended.
     *
     * @param startedAt when it first began
     * @param decidedAt when it ended
     * @param winner the variant that won, null if none did
     */
    record Decided(
            Instant startedAt, Instant decidedAt, @Nullable String winner) implements ExperimentState {
        @Override
        public ExperimentStatus status() {
            return ExperimentStatus.DECIDED;
        }

        /** Puts it away. */
        public Archived archive(Instant at) {
            return new Archived(at, startedAt, decidedAt, winner);
        }
    }

    /**
     * Kept to be read.
     *
     * @param archivedAt when it was put away
     * @param startedAt when it first began, null if it never ran
     * @param decidedAt when it ended, null if it never ran
     * @param winner the variant that won, null if none did
     */
    record Archived(
            Instant archivedAt,
            @Nullable Instant startedAt,
            @Nullable Instant decidedAt,
            @Nullable String winner) implements ExperimentState {
        @Override
        public ExperimentStatus status() {
            return ExperimentStatus.ARCHIVED;
        }
    }
}
