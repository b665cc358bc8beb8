package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link ObservationNormalizer}. */
public final class ObservationNormalizerProvider
    implements WrapperProvider<ObservationNormalizerConfig> {
  static final String NAME = "observation-normalizer";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Shifts and scales each feature of the observation by its running mean and variance.";
  }

  @Override
  public Class<ObservationNormalizerConfig> configType() {
    return ObservationNormalizerConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, ObservationNormalizerConfig config) {
    ObservationSpec.Kind kind = inner.spec().observation().kind();
    if (kind != ObservationSpec.Kind.CONTINUOUS) {
      throw new InvalidSettingException(
          "",
          "observation-normalizer needs continuous observations; these are "
              + Settings.label(kind));
    }
    return new WrappedProcess<>(
        inner,
        inner.spec().withoutTransitionTable(),
        ObservationNormalizer.class,
        environment -> new ObservationNormalizer(environment, config),
        (environment, first) -> first.learningTheSame(environment, config),
        (environment, training) -> training.readingTheSame(environment, config));
  }
}
