package dev.ensayo.core.search;

/**
 * A stage of a search.
 *
 * @param points how many points are tried, of each variant that is searched for
 * @param amount the budget of each of their runs, on the study's clock
 */
public record Rung(int points, long amount) {}
