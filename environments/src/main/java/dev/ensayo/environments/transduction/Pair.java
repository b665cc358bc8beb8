package dev.ensayo.environments.transduction;

/**
 * A text and what it is to be turned into.
 *
 * @param group number of its kind among those that are also scored apart; −1 for none
 */
record Pair(String source, String target, int group) {
  static final int NO_GROUP = -1;
}
