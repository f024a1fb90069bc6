package dev.courtside.local.demo.model;

/** A request that a model API would refuse with 400. */
final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String param;

    InvalidRequestException(String message, String param) {
        super(message);
        this.param = param;
    }

    String param() {
        return param;
    }
}
