package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/** Reads the configuration of a network whose layers follow one another. */
final class ChainReader {
  private static final String INPUT = "input";

  private final MultiLayerConfiguration configuration;

  ChainReader(MultiLayerConfiguration configuration) {
    this.configuration = configuration;
  }

  Blueprint read() {
    int layers = configuration.getConfs().size();
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    String value = INPUT;
    for (int i = 0; i < layers; i++) {
      String next = "layer " + i;
      layer(i).addTo(nodes, next, value);
      value = next;
    }
    Blueprint.Output output =
        layer(layers - 1)
            .output(value)
            .orElseThrow(
                () -> Unsupported.inLayer("the last layer", "network without an output layer"));
    return new Blueprint(
        ImmutableList.of(new Blueprint.Input(INPUT, inputSize())),
        nodes.build(),
        ImmutableList.of(output),
        new Count(configuration));
  }

  private LayerNodes layer(int index) {
    return new LayerNodes(
        index, configuration.getConf(index), configuration.getInputPreProcess(index));
  }

  private int inputSize() {
    LayerNodes first = layer(0);
    return first
        .inputSize()
        .orElseThrow(
            () ->
                Unsupported.inLayer(
                    first.owner(),
                    "way to know the size of its input, which InputType.convolutionalFlat would"
                        + " tell"));
  }

  private record Count(MultiLayerConfiguration configuration) implements StepCount {
    @Override
    public int iterations() {
      return configuration.getIterationCount();
    }

    @Override
    public int epochs() {
      return configuration.getEpochCount();
    }

    @Override
    public void setIterations(int iterations) {
      configuration.setIterationCount(iterations);
    }
  }
}
