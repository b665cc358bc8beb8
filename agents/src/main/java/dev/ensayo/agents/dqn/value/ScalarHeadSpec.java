package dev.ensayo.agents.dqn.value;

import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.core.config.Choice;

/** Asks for a {@link ScalarHead}. */
@Choice(value = "scalar", summary = "one number: the expected return")
public record ScalarHeadSpec() implements ValueHeadSpec {
  @Override
  public int atoms() {
    return 1;
  }

  @Override
  public Loss loss(TdLoss ofErrors) {
    return ofErrors.loss();
  }

  @Override
  public LossTerms terms() {
    return LossTerms.none();
  }

  @Override
  public ValueHead create(int actions) {
    return new ScalarHead(actions);
  }
}
