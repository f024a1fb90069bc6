package dev.courtside.local.demo.nba;

/**
 * A team's season.
 *
 * @param id            its usual three letters
 * @param pointsFor     scored per game
 * @param pointsAgainst conceded per game
 */
public record Team(
        String id,
        String city,
        String name,
        String conference,
        int wins,
        int losses,
        double pointsFor,
        double pointsAgainst) {
    /** Morey's exponent of the Pythagorean expectation in basketball. */
    private static final double EXPONENT = 13.91;

    public String fullName() {
        return city + " " + name;
    }

    /** The share of games that the points say it should win: {@code for^13.91 / (for^13.91 + against^13.91)}. */
    public double expectedWinShare() {
        return 1 / (1 + Math.pow(pointsAgainst / pointsFor, EXPONENT));
    }
}
