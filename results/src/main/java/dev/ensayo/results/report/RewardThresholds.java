package dev.ensayo.results.report;

import dev.ensayo.core.rundir.RunDirectory;
import java.util.OptionalDouble;

/**
 * Knows from which return on the environment of a run counts as solved. Whoever can open
 * environments answers; a report by itself cannot.
 */
@FunctionalInterface
public interface RewardThresholds {
  /** Knows none. */
  RewardThresholds UNKNOWN = run -> OptionalDouble.empty();

  /** The reward threshold of the run's environment; empty if it has none or it is not known. */
  OptionalDouble of(RunDirectory run);
}
