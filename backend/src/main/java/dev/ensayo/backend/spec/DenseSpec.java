package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * A fully connected layer: {@code activation(dropout(x)·W + b)}, with W {@code [inputs, units]} and
 * biases that start at zero. An image {@code [C, H, W]} before it is read as C·H·W inputs.
 *
 * @param dropout probability of dropping each <em>input</em> of the layer while training; what
 *     stays is scaled by 1 / (1 − dropout) (Srivastava et al., "Dropout", 2014). Deeplearning4j
 *     counts the probability of keeping instead.
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
        double dropout)
    implements OutputSpec {

  public DenseSpec {
    Settings.check(DenseSpec.class, units, activation, initialization, dropout);
  }

  /** A layer without dropout. */
  public static DenseSpec of(int units, Activation activation, Initialization initialization) {
    return new DenseSpec(units, activation, initialization, 0);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.of(units);
  }

  @Override
  public void addTo(LayerDraft draft) {
    FeedForwardLayer.Builder<?> layer =
        draft.loss().isPresent()
            ? new OutputLayer.Builder(draft.loss().get())
            : new DenseLayer.Builder();
    draft
        .regularization()
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 0)));
    layer.nIn(draft.inputs()).nOut(units);
    layer
        .activation(InDeeplearning4j.activation(activation))
        .weightInit(InDeeplearning4j.initialization(initialization, draft.inputs()));
    if (dropout > 0) {
      layer.dropOut(1 - dropout);
    }
    draft.addOverRows(layer.build());
  }
}
