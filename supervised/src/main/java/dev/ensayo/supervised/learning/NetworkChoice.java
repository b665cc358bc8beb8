package dev.ensayo.supervised.learning;

import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.plugin.Support;
import java.util.Optional;

/**
 * A network that another agent can be told to train, with how it learns: {@code network: {type:
 * mlp, hiddenUnits: [64]}}. Its records are named by a {@link
 * dev.ensayo.core.config.ChoiceProvider}.
 */
public interface NetworkChoice extends Supervised {
  /**
   * Whether it can learn from such examples, as the agent of its own that it also is.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException naming the setting that does not fit
   */
  Support supports(ExamplesSpec examples);

  /**
   * The network for such examples.
   *
   * @param updatesPerEpoch that schedules counted in epochs go by, at least 1
   */
  NetworkSpec network(ExamplesSpec examples, int updatesPerEpoch);

  /** Who trains it together, where that is more than one; only the agent itself takes that. */
  default Optional<DataParallelism> training() {
    return Optional.empty();
  }

  /** Whether its settings write the initial weights out, which only the agent itself takes. */
  default boolean givesWeights() {
    return false;
  }
}
