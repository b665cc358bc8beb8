package dev.ensayo.agents.dqn.value;

import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;

/** What a Q-network says of an action: a value, or a distribution of returns. */
public sealed interface ValueHeadSpec
    permits ScalarHeadSpec, CategoricalHeadSpec, QuantileHeadSpec {
  /** Outputs of the network for one action, {@code K}. */
  int atoms();

  /**
   * What the network minimizes.
   *
   * @param ofErrors what is minimized of TD errors, where there are any
   */
  Loss loss(TdLoss ofErrors);

  /** What that loss is told beyond its name. */
  LossTerms terms();

  /**
   * @param actions {@code A}
   */
  ValueHead create(int actions);
}
