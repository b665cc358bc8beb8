package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;

/**
 * The dueling output Q(a) = V + A(a) − mean A (Wang et al., "Dueling network architectures for deep
 * reinforcement learning", 2016, eq. 9): a stream for the value V of the state, one number, and one
 * for the advantages A of the actions, each with a hidden layer of its own, both linear at their
 * end. With K numbers for each action they are Q(a, k) = V(k) + A(a, k) − mean A(·, k), in the
 * order a·K + k (Hessel et al., "Rainbow: combining improvements in deep reinforcement learning",
 * 2018, section "The integrated agent", before the softmax). A network with such an output is a
 * Deeplearning4j {@code ComputationGraph} of standard vertices.
 *
 * <p>The paper's factor 1/√2 for the gradient that enters the layers before is left out.
 *
 * @param sigma of {@link NoisyDenseSpec}, which both streams are made of if it is there; they start
 *     as that says, whatever the initialization
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
        Initialization initialization,
    @Setting(
            value = "numbers for each action K",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "outputs")
        int atoms,
    @Setting(
            value = "as of noisy-dense, for noisy streams; without it they are not",
            min = 0,
            minExcluded = true)
        OptionalDouble sigma)
    implements OutputSpec, BranchingSpec {

  public DuelingSpec {
    Settings.check(
        DuelingSpec.class, actions, hiddenUnits, hiddenActivation, initialization, atoms, sigma);
    if (hiddenActivation == Activation.SOFTMAX) {
      throw new InvalidSettingException("hiddenActivation", "softmax is not for hidden units");
    }
  }

  /** One number for each action, without noise. */
  public DuelingSpec(
      int actions, int hiddenUnits, Activation hiddenActivation, Initialization initialization) {
    this(actions, hiddenUnits, hiddenActivation, initialization, 1, OptionalDouble.empty());
  }

  /**
   * The output with everything that can be chosen.
   *
   * @param atoms K
   * @param sigma empty for streams without noise
   */
  public static DuelingSpec of(
      int actions,
      int atoms,
      int hiddenUnits,
      Activation hiddenActivation,
      Initialization initialization,
      OptionalDouble sigma) {
    return new DuelingSpec(actions, hiddenUnits, hiddenActivation, initialization, atoms, sigma);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.of(actions * atoms);
  }

  @Override
  public boolean onlyAsOutput() {
    return true;
  }

  /** The mean of the advantages is that of single features: no vertex takes a mean of features. */
  @Override
  public void addTo(GraphDraft graph) {
    String value = addStream(graph, "-value", atoms);
    String advantages = addStream(graph, "-advantage", actions * atoms);
    String[] each = new String[actions];
    for (int a = 0; a < actions; a++) {
      int first = a * atoms;
      SubsetVertex own = new SubsetVertex(first, first + atoms - 1);
      each[a] = graph.add("-advantage" + a, own, advantages);
    }
    String mean = graph.add("-mean", JoinSpec.of(JoinSpec.Kind.AVERAGE), each);
    String offset = graph.add("-offset", JoinSpec.of(JoinSpec.Kind.SUBTRACT), value, mean);
    String sum = addSum(graph, advantages, each, offset);
    graph.add(
        "",
        new LossLayer.Builder(graph.loss().orElseThrow())
            .activation(InDeeplearning4j.activation(activation()))
            .build(),
        sum);
  }

  /** A single number is spread over the actions by itself, more of them are added to each. */
  private String addSum(GraphDraft graph, String advantages, String[] each, String offset) {
    JoinSpec add = JoinSpec.of(JoinSpec.Kind.ADD);
    if (atoms == 1) {
      return graph.add("-sum", add, advantages, offset);
    }
    String[] sums = new String[actions];
    for (int a = 0; a < actions; a++) {
      sums[a] = graph.add("-sum" + a, add, each[a], offset);
    }
    return graph.add("-sums", JoinSpec.of(JoinSpec.Kind.MERGE), sums);
  }

  private String addStream(GraphDraft graph, String ending, int outputs) {
    List<Integer> shape = graph.inputShape();
    String before = graph.input();
    if (hiddenUnits > 0) {
      LayerSpec hidden = layer(hiddenUnits, hiddenActivation);
      before = graph.add(ending + "-hidden", hidden, shape, before);
      shape = ImmutableList.of(hiddenUnits);
    }
    return graph.add(ending, layer(outputs, Activation.IDENTITY), shape, before);
  }

  private LayerSpec layer(int units, Activation activation) {
    return sigma.isPresent()
        ? new NoisyDenseSpec(units, activation, sigma.getAsDouble())
        : DenseSpec.of(units, activation, initialization);
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }
}
