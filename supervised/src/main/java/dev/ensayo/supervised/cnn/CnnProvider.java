package dev.ensayo.supervised.cnn;

import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.NetworkProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code cnn}. */
public final class CnnProvider extends NetworkProvider<CnnConfig> {
  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public String summary() {
    return "A convolutional network, named or written out layer by layer.";
  }

  @Override
  public Class<CnnConfig> configType() {
    return CnnConfig.class;
  }

  @Override
  protected String refusal(ExamplesSpec examples) {
    return examples.isImage() ? "" : "it needs images [C, H, W], and inputs are rows of a table";
  }

  @Override
  protected List<Integer> inputShape(ExamplesSpec examples) {
    return examples.inputShape().asList();
  }

  @Override
  protected Optional<DataParallelism> training(CnnConfig config) {
    return config.training();
  }

  @Override
  protected List<LayerSpec> layers(CnnConfig config, ExamplesSpec examples) {
    Answers answers = answers(examples);
    List<LayerSpec> layers = new ArrayList<>(config.torso(inputShape(examples)));
    layers.add(
        new DenseSpec(
            answers.outputs(examples),
            answers.activation(),
            Initialization.XAVIER,
            config.dropoutBeforeOutput()));
    return layers;
  }
}
