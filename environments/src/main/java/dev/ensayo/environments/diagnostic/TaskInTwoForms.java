package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;

/** A task that can be seen in either form of {@link Seen}. */
abstract class TaskInTwoForms extends DiagnosticTask {
  /**
   * @param spec with a discrete observation for {@link Seen#STATE}
   */
  TaskInTwoForms(String name, DecisionProcessSpec spec, int stateSize, RandomStream random) {
    super(name, spec, stateSize, random);
  }

  /**
   * The observation that was asked for.
   *
   * @param states how many different things can be seen
   */
  static ObservationSpec observation(Seen seen, ObservationSpec features, int states) {
    return seen == Seen.STATE ? ObservationSpec.discrete(states) : features;
  }

  /** The index of what is seen in this state. */
  abstract int index();

  /**
   * What is seen in this state, as numbers.
   *
   * @param into zeros, to be filled
   */
  abstract void features(float[] into);

  @Override
  final void show(float[] into) {
    if (spec().observation().isDiscrete()) {
      into[0] = index();
    } else {
      features(into);
    }
  }
}
