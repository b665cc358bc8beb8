package dev.ensayo.supervised.linear;

import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GivenWeights;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.NetworkProvider;
import java.util.List;
import java.util.Optional;

/** What the three regressions share: one dense layer from the inputs to the answer. */
abstract class LinearProvider extends NetworkProvider<LinearConfig> {
  private final Answers answers;

  LinearProvider(Answers answers) {
    this.answers = answers;
  }

  @Override
  public final Class<LinearConfig> configType() {
    return LinearConfig.class;
  }

  @Override
  public final Answers answers(ExamplesSpec examples) {
    return answers;
  }

  @Override
  protected final Optional<GivenWeights> given(LinearConfig config) {
    return config.initialization().given();
  }

  @Override
  protected final List<LayerSpec> layers(LinearConfig config, ExamplesSpec examples) {
    return List.of(
        DenseSpec.of(
            answers.outputs(examples), answers.activation(), config.initialization().drawn()));
  }
}
