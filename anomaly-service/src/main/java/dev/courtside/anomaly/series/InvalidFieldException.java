package dev.courtside.anomaly.series;

/** A field of a point that is missing or out of bounds. The other points of its batch are none the worse for it. */
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String detail;

    public InvalidFieldException(String field, String detail) {
        super(field + ": " + detail);
        this.field = field;
        this.detail = detail;
    }

    /** The offending field within a point. */
    public String field() {
        return field;
    }

    /** What is wrong, for people. */
    public String detail() {
        return detail;
    }
}
