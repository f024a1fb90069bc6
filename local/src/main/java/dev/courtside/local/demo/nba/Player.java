package dev.courtside.local.demo.nba;

import java.util.Locale;

/**
 * A player's season; points, rebounds and assists are per game.
 *
 * @param id   the name in lower case, with hyphens and without accents
 * @param team a {@link Team#id}
 */
public record Player(
        String id,
        String name,
        String team,
        String position,
        int games,
        double points,
        double rebounds,
        double assists) {

    /** The season in one sentence. */
    public String summary(String season) {
        return String.format(
                Locale.ROOT,
                "%s (%s, %s) averaged %.1f points, %.1f rebounds and %.1f assists over %d games in %s.",
                name,
                position,
                team,
                points,
                rebounds,
                assists,
                games,
                season);
    }
}
