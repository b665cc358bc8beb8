package dev.ensayo.agents.dqn.value;

import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Asks for a {@link CategoricalHead}. */
@Choice(value = "categorical", summary = "C51: probabilities of returns from vMin to vMax")
public record CategoricalHeadSpec(
    @Setting(
            value = "returns whose probabilities are learned",
            defaultValue = "51",
            min = 2,
            max = 4096,
            unit = "atoms")
        int atoms,
    @Setting(value = "the smallest return", defaultValue = "-10") double vMin,
    @Setting(value = "the largest return", defaultValue = "10") double vMax)
    implements ValueHeadSpec {
  public CategoricalHeadSpec {
    Settings.check(CategoricalHeadSpec.class, atoms, vMin, vMax);
    if (vMin >= vMax) {
      throw new InvalidSettingException(
          "vMin", "must be smaller than vMax (" + vMax + "), not " + vMin);
    }
  }

  @Override
  public Loss loss(TdLoss ofErrors) {
    return Loss.GROUPED_CROSS_ENTROPY;
  }

  @Override
  public LossTerms terms() {
    return LossTerms.groups(atoms);
  }

  @Override
  public ValueHead create(int actions) {
    return new CategoricalHead(actions, atoms, vMin, vMax);
  }
}
