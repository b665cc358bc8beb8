package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;

/**
 * The dueling output Q(a) = V + A(a) − mean A (Wang et al., "Dueling network architectures for deep
 * reinforcement learning", 2016, eq. 9): a stream for the value V of the state, one number, and one
 * for the advantages A of the actions, each with a hidden layer of its own, both linear at their
 * end. A network with such an output is a Deeplearning4j {@code ComputationGraph} of standard
 * vertices.
 *
 * <p>The paper's factor 1/√2 for the gradient that enters the layers before is left out.
 */
@Choice(value = "dueling", summary = "values of actions from a value and advantages; output only")
public record DuelingSpec(
    @Setting(value = "number of actions A", min = 2, max = 1024, unit = "actions") int actions,
    @Setting(
            value = "width of each stream's hidden layer; 0 for none",
            defaultValue = "0",
            min = 0,
            max = 1 << 20,
            unit = "units")
        int hiddenUnits,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation hiddenActivation,
    @Setting(value = "distribution of the initial weights", defaultValue = "xavier")
        Initialization initialization)
    implements OutputSpec, BranchingSpec {

  public DuelingSpec {
    Settings.check(DuelingSpec.class, actions, hiddenUnits, hiddenActivation, initialization);
    if (hiddenActivation == Activation.SOFTMAX) {
      throw new InvalidSettingException("hiddenActivation", "softmax is not for hidden units");
    }
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.of(actions);
  }

  @Override
  public boolean onlyAsOutput() {
    return true;
  }

  /** The mean of the advantages is that of single features: no vertex takes a mean of features. */
  @Override
  public void addTo(GraphDraft graph) {
    String value = addStream(graph, "-value", 1);
    String advantages = addStream(graph, "-advantage", actions);
    String[] each = new String[actions];
    for (int a = 0; a < actions; a++) {
      each[a] = graph.add("-advantage" + a, new SubsetVertex(a, a), advantages);
    }
    String mean = graph.add("-mean", JoinSpec.of(JoinSpec.Kind.AVERAGE), each);
    String offset = graph.add("-offset", JoinSpec.of(JoinSpec.Kind.SUBTRACT), value, mean);
    String sum = graph.add("-sum", JoinSpec.of(JoinSpec.Kind.ADD), advantages, offset);
    graph.add(
        "",
        new LossLayer.Builder(graph.loss().orElseThrow())
            .activation(InDeeplearning4j.activation(activation()))
            .build(),
        sum);
  }

  private String addStream(GraphDraft graph, String ending, int outputs) {
    List<Integer> shape = graph.inputShape();
    String before = graph.input();
    if (hiddenUnits > 0) {
      DenseSpec hidden = DenseSpec.of(hiddenUnits, hiddenActivation, initialization);
      before = graph.add(ending + "-hidden", hidden, shape, before);
      shape = ImmutableList.of(hiddenUnits);
    }
    return graph.add(
        ending, DenseSpec.of(outputs, Activation.IDENTITY, initialization), shape, before);
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }
}
