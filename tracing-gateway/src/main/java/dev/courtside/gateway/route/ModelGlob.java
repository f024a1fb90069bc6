package dev.courtside.gateway.route;

/**
 * A model name with {@code *} (any run of characters) and {@code ?} (one character).
 *
 * @param pattern the glob; compared with case
 */
public record ModelGlob(String pattern) {
    /** Whether the pattern names exactly one model, so that a map can answer for it. */
    public boolean isExact() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    /** Whether every model matches. */
    public boolean isAny() {
        return pattern.equals("*");
    }

    /**
     * Matches without regular expressions: a client chooses the model's name, and the worst case here is
     * pattern × name rather than exponential.
     */
    public boolean matches(String model) {
        int p = 0;
        int m = 0;
        int star = -1;
        int resume = 0;
        while (m < model.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = m;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == model.charAt(m))) {
                p++;
                m++;
            } else if (star >= 0) {
                p = star + 1;
                m = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
