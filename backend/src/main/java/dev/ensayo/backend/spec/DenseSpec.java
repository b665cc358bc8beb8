package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.CombinationKind;
import dev.ensayo.backend.extension.CombinedDense;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A fully connected layer: {@code activation(dropout(x)·W + b)}, with W {@code [inputs, units]}, or
 * the activation of another combination of what enters. An image {@code [C, H, W]} before it is
 * read as C·H·W inputs.
 *
 * @param dropout probability of dropping each <em>input</em> of the layer while training; what
 *     stays is scaled by 1 / (1 − dropout) (Srivastava et al., "Dropout", 2014). Deeplearning4j
 *     counts the probability of keeping instead.
 * @param gain factor of the initial weights, such as √2 for orthogonal ones before a ReLU
 * @param combination with one that is radial, the initial weights are centers, and altitudes start
 *     at 1
 * @param bandwidth 1/√inputs if absent, so that the net input starts near the mean squared distance
 *     of an input
 */
@Choice(value = "dense", summary = "a fully connected layer")
public record DenseSpec(
    @Setting(value = "length of the output", min = 1, max = 1 << 20, unit = "units") int units,
    @Setting(value = "function of each unit" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "xavier")
        Initialization initialization,
    @Setting(
            value = "probability of dropping each input of the layer while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double dropout,
    @Setting(
            value = "factor of the initial weights",
            defaultValue = "1",
            min = 0,
            minExcluded = true)
        double gain,
    @Setting(value = "where each bias starts", defaultValue = "0") double initialBias,
    @Setting(value = Combination.MEANING, defaultValue = "linear") Combination combination,
    @Setting(value = Combination.BANDWIDTH, min = 0, minExcluded = true) OptionalDouble bandwidth)
    implements OutputSpec {

  public DenseSpec {
    Settings.check(
        DenseSpec.class,
        units,
        activation,
        initialization,
        dropout,
        gain,
        initialBias,
        combination,
        bandwidth);
    combination.checkActivation(activation);
    combination.checkBandwidth(bandwidth);
    if (combination.radial() && initialBias != 0) {
      throw new InvalidSettingException(
          "initialBias", "must be 0 with radial units, which have none; set bandwidth");
    }
  }

  /** A layer of weighted sums. */
  public DenseSpec(
      int units,
      Activation activation,
      Initialization initialization,
      double dropout,
      double gain,
      double initialBias) {
    this(
        units,
        activation,
        initialization,
        dropout,
        gain,
        initialBias,
        Combination.LINEAR,
        OptionalDouble.empty());
  }

  /** A layer whose weights start as they are drawn, and its biases at 0. */
  public DenseSpec(
      int units, Activation activation, Initialization initialization, double dropout) {
    this(units, activation, initialization, dropout, 1, 0);
  }

  /** A layer without dropout. */
  public static DenseSpec of(int units, Activation activation, Initialization initialization) {
    return new DenseSpec(units, activation, initialization, 0);
  }

  /**
   * A layer that starts with orthogonal weights, as those of policies often do.
   *
   * @param gain what they are multiplied by, such as √2 before a ReLU or a tanh, and 0.01 for the
   *     sums of a policy that is to begin near the uniform one
   */
  public static DenseSpec orthogonal(int units, Activation activation, double gain) {
    return new DenseSpec(units, activation, Initialization.ORTHOGONAL, 0, gain, 0);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.of(units);
  }

  @Override
  public void addTo(LayerDraft draft) {
    Optional<CombinationKind> kind = InDeeplearning4j.combination(combination);
    FeedForwardLayer.Builder<?> layer =
        kind.isPresent()
            ? new CombinedDense.Builder()
                .kind(kind.get())
                .bandwidth(bandwidth.orElse(1 / Math.sqrt(draft.inputs())))
            : builder(draft.loss());
    draft
        .regularization()
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 0)));
    layer.nIn(draft.inputs()).nOut(units);
    layer
        .activation(InDeeplearning4j.activation(activation))
        .weightInit(InDeeplearning4j.initialization(initialization, draft.inputs(), gain))
        .biasInit(initialBias);
    if (dropout > 0) {
      layer.dropOut(1 - dropout);
    }
    if (kind.isPresent() && draft.loss().isPresent()) {
      // An output in Deeplearning4j's terms by a loss layer behind it.
      draft.addOverRows(
          layer.activation(InDeeplearning4j.activation(Activation.IDENTITY)).build(),
          new LossLayer.Builder(draft.loss().get())
              .activation(InDeeplearning4j.activation(activation))
              .build());
    } else {
      draft.addOverRows(layer.build());
    }
  }

  /** A dense layer of Deeplearning4j's, an output where there is a loss. */
  static FeedForwardLayer.Builder<?> builder(Optional<ILossFunction> loss) {
    return loss.isPresent() ? new OutputLayer.Builder(loss.get()) : new DenseLayer.Builder();
  }
}
