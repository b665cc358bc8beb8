package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.weights.WeightInitConstant;

/**
 * A vector of parameters that is put out whatever comes in, such as the logarithms of a policy's
 * standard deviations where these do not depend on the state (Schulman et al., "Trust region policy
 * optimization", 2015, appendix D). In Deeplearning4j it is the biases of a dense layer that reads
 * the first feature times 0: a standard network, in which only the biases get a gradient.
 */
@Choice(
    value = "learned-constant",
    summary = "a vector of parameters, whatever comes in; after a vector, in a graph")
public record LearnedConstantSpec(
    @Setting(value = "length of the vector", min = 1, max = 1 << 16, unit = "units") int units,
    @Setting(value = "where each number starts", defaultValue = "0") double start)
    implements OutputSpec, BranchingSpec {

  public LearnedConstantSpec {
    Settings.check(LearnedConstantSpec.class, units, start);
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    if (inputShape.size() != 1) {
      throw new InvalidSettingException(
          "type", "a learned constant comes after a vector, not an image " + inputShape);
    }
    return ImmutableList.of(units);
  }

  @Override
  public void addTo(GraphDraft graph) {
    String first = graph.add("-first", new SubsetVertex(0, 0), graph.input());
    String nothing = graph.add("-nothing", new ScaleVertex(0), first);
    FeedForwardLayer.Builder<?> biases = DenseSpec.builder(graph.loss());
    biases.nIn(1).nOut(units);
    biases
        .activation(InDeeplearning4j.activation(activation()))
        .weightInit(new WeightInitConstant(0))
        .biasInit(start);
    graph.add("", biases.build(), nothing);
  }
}
