package dev.ensayo.core.training;

import com.google.common.collect.ImmutableMap;

/**
 * Settings that may mean something else in a longer run, such as a schedule over a share of it. A
 * run in which any of them does cannot be extended.
 *
 * <p>The record that holds such settings implements this, wherever in a configuration it stands.
 */
public interface LengthDependent {
  /**
   * What of these settings, as they are set, depends on the length of the run.
   *
   * @param budget the run's length
   * @return the key of each such setting, as it stands in this record, with what does the same in a
   *     run of that length and does not depend on it, or comes nearest, as a study would write it;
   *     empty if none depends
   */
  ImmutableMap<String, String> dependingOnLength(Budget budget);
}
