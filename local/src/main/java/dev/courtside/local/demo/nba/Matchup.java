package dev.courtside.local.demo.nba;

import java.util.Locale;

/**
 * Two teams beside each other.
 *
 * @param homeWinProbability by Bill James' log5 over both teams' expected win shares, with the league's usual home
 *     advantage
 */
public record Matchup(Team home, Team away, double homeWinProbability, String summary) {
    /** The share of games that home teams win among equals. */
    private static final double HOME_ADVANTAGE = 0.58;

    static Matchup of(Team home, Team away) {
        double odds = odds(home.expectedWinShare()) / odds(away.expectedWinShare()) * odds(HOME_ADVANTAGE);
        double probability = Math.round(1_000 * odds / (1 + odds)) / 1_000.0;
        Team favourite = probability >= 0.5 ? home : away;
        return new Matchup(
                home,
                away,
                probability,
                String.format(
                        Locale.ROOT,
                        "At home against the %s, the %s win with a probability of %.0f%%: the pick is the %s.",
                        away.fullName(),
                        home.fullName(),
                        100 * probability,
                        favourite.fullName()));
    }

    private static double odds(double probability) {
        return probability / (1 - probability);
    }
}
