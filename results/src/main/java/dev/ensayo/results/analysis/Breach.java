package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;

/**
 * A condition of a claim that does not hold: why a difference of scores between a variant and the
 * baseline says less of the two than it seems to.
 */
public sealed interface Breach {
  /** Whether the scores must not be set against each other at all. */
  default boolean forbidsComparison() {
    return false;
  }

  <T> T accept(Visitor<T> visitor);

  /** One case for each condition. */
  interface Visitor<T> {
    T lostSeeds(LostSeeds lost);

    T interim(Interim interim);

    T otherTask(OtherTask task);

    T otherBudget(OtherBudget budget);

    T otherData(OtherData data);

    T otherCode(OtherCode code);
  }

  /**
   * Runs that ended without a usable score.
   *
   * @param variant whose they are
   * @param lost how many, at least 1
   * @param of all runs that the study asks of it
   */
  record LostSeeds(String variant, long lost, long of) implements Breach {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.lostSeeds(this);
    }
  }

  /**
   * Runs that have not ended.
   *
   * @param variant whose they are
   * @param open how many, at least 1
   * @param of all runs that the study asks of it
   */
  record Interim(String variant, long open, long of) implements Breach {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.interim(this);
    }
  }

  /**
   * What is learned or how it is tested differs.
   *
   * @param changes settings of the environment and of the tests, from the baseline's to the
   *     variant's; at least one
   * @param otherType whether it is another type of environment, so that the scores have nothing in
   *     common
   */
  record OtherTask(ImmutableList<VariantChanges.Change> changes, boolean otherType)
      implements Breach {
    @Override
    public boolean forbidsComparison() {
      return otherType;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherTask(this);
    }
  }

  /**
   * The runs are not of the same length.
   *
   * @param changes settings of the budget, from the baseline's to the variant's; at least one
   */
  record OtherBudget(ImmutableList<VariantChanges.Change> changes) implements Breach {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherBudget(this);
    }
  }

  /**
   * Files of one name had different contents.
   *
   * @param files their names, at least one
   */
  record OtherData(ImmutableSortedSet<String> files) implements Breach {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherData(this);
    }
  }

  /**
   * The runs were not all made by the same code.
   *
   * @param baseline versions that made the baseline's
   * @param variant versions that made the variant's
   */
  record OtherCode(ImmutableSortedSet<String> baseline, ImmutableSortedSet<String> variant)
      implements Breach {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherCode(this);
    }
  }
}
