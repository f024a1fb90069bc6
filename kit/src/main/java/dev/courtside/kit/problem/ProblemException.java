package dev.courtside.kit.problem;

import org.jspecify.annotations.Nullable;

/** A failure that is the caller's to know: carries the problem document that answers it. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        // no stack trace without a cause: these are answers, not defects, and may be frequent
        super(problem.detail() == null ? problem.title() : problem.detail(), cause, false, cause != null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    /** @param what the kind of resource in words, such as {@code experiment} */
    public static ProblemException notFound(String what, String key) {
        return of(ProblemType.NOT_FOUND, "There is no " + what + " '" + key + "'.");
    }

    /** 400: the request cannot be understood. */
    public static ProblemException invalid(@Nullable String field, String detail) {
        return new ProblemException(
                Problem.of(ProblemType.INVALID_REQUEST, detail).withField(field));
    }

    /** 422: understood, but it cannot be carried out. */
    public static ProblemException unprocessable(@Nullable String field, String detail) {
        return new ProblemException(
                Problem.of(ProblemType.UNPROCESSABLE, detail).withField(field));
    }

    public static ProblemException conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    public static ProblemException preconditionFailed(String detail) {
        return of(ProblemType.PRECONDITION_FAILED, detail);
    }

    /** 413, with the limit as a member of the document. */
    public static ProblemException tooLarge(String detail, long limit) {
        return new ProblemException(Problem.of(ProblemType.TOO_LARGE, detail).withExtension("limit", limit));
    }

    public static ProblemException unavailable(String detail, @Nullable Throwable cause) {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, detail), cause);
    }
}
