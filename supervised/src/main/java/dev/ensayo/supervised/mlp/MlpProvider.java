package dev.ensayo.supervised.mlp;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GivenWeights;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.NetworkProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code mlp}. */
public final class MlpProvider extends NetworkProvider<MlpConfig> {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "A multilayer perceptron: dense layers from the inputs to a class or a number.";
  }

  @Override
  public Class<MlpConfig> configType() {
    return MlpConfig.class;
  }

  @Override
  protected Optional<GivenWeights> given(MlpConfig config) {
    return config.initialization().given();
  }

  @Override
  protected Optional<DataParallelism> training(MlpConfig config) {
    return config.training();
  }

  @Override
  protected List<LayerSpec> layers(MlpConfig config, ExamplesSpec examples) {
    Answers answers = answers(examples);
    List<LayerSpec> layers = new ArrayList<>();
    double dropout = config.inputDropout();
    for (int units : config.hiddenUnits()) {
      Activation activation = config.activation();
      boolean normalized = config.batchNormalization();
      layers.add(
          new DenseSpec(
              units,
              normalized ? Activation.IDENTITY : activation,
              config.initialization().drawn(),
              dropout,
              1,
              0,
              config.combination(),
              config.bandwidth()));
      if (normalized) {
        BatchNormalizationSpec plain = Settings.defaults(BatchNormalizationSpec.class);
        layers.add(new BatchNormalizationSpec(plain.decay(), plain.epsilon(), activation));
      }
      dropout = config.dropout();
    }
    layers.add(
        new DenseSpec(
            answers.outputs(examples),
            answers.activation(),
            config.initialization().drawn(),
            dropout));
    return layers;
  }
}
