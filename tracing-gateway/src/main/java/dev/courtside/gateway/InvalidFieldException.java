package dev.courtside.gateway;

/**
 * A value that a domain record refuses. It names the field as the client wrote it, so that the REST layer can answer
 * with a problem document that points there.
 */
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String detail;

    /**
     * @param field the JSON path of the field, for example {@code timeouts.connect}
     * @param detail what is wrong and what is allowed
     */
    public InvalidFieldException(String field, String detail) {
        super(field + ": " + detail);
        this.field = field;
        this.detail = detail;
    }

    public String field() {
        return field;
    }

    public String detail() {
        return detail;
    }
}
