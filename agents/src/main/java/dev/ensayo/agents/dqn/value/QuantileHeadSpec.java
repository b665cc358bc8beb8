package dev.ensayo.agents.dqn.value;

import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Asks for a {@link QuantileHead}. */
@Choice(value = "quantile", summary = "QR-DQN: quantiles of the return")
public record QuantileHeadSpec(
    @Setting(
            value = "quantiles that are learned, at (2i + 1) / 2N",
            defaultValue = "200",
            min = 2,
            max = 4096,
            unit = "quantiles",
            key = "quantiles")
        int atoms)
    implements ValueHeadSpec {
  public QuantileHeadSpec {
    Settings.check(QuantileHeadSpec.class, atoms);
  }

  @Override
  public Loss loss(TdLoss ofErrors) {
    return Loss.QUANTILE_HUBER;
  }

  @Override
  public LossTerms terms() {
    return LossTerms.groups(atoms);
  }

  @Override
  public ValueHead create(int actions) {
    return new QuantileHead(actions, atoms);
  }
}
