package dev.ensayo.environments.mixture;

import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link GaussianMixture}. */
public final class GaussianMixtureProvider implements EnvironmentProvider<GaussianMixtureConfig> {
  @Override
  public String name() {
    return "gaussian-mixture";
  }

  @Override
  public String summary() {
    return "Points of a plane from several normal distributions, on a ring, a grid or a line.";
  }

  @Override
  public Class<GaussianMixtureConfig> configType() {
    return GaussianMixtureConfig.class;
  }

  @Override
  public LabelledExamples open(GaussianMixtureConfig config) {
    return new GaussianMixture(config);
  }
}
