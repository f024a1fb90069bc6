package dev.courtside.local.demo.model;

/**
 * How fast a model is.
 *
 * @param firstMs until the first token, milliseconds
 * @param pieceMs between two tokens, milliseconds
 */
record Speed(long firstMs, long pieceMs) {

    static Speed of(String model) {
        return model.startsWith("gpt-4") ? new Speed(80, 6) : new Speed(40, 3);
    }

    /** How long an answer of so many pieces takes as a whole; milliseconds. */
    long wholeMs(int pieces) {
        return firstMs + pieceMs * pieces;
    }
}
