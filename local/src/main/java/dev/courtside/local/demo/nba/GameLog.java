package dev.courtside.local.demo.nba;

import java.util.List;

/**
 * The latest games of a team or a player.
 *
 * @param of        the name
 * @param synthetic always true: the games are invented around real averages
 */
public record GameLog(String of, boolean synthetic, List<Game> games, String summary) {
    /** Most games of one log. */
    public static final int MAX_GAMES = 20;

    /**
     * One game.
     *
     * @param number 1 is the latest
     * @param points of the player, or of the team
     */
    public record Game(int number, String opponent, int points) {}
}
