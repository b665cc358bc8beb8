package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.NoisyDense;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;

/**
 * A fully connected layer whose weights and biases are noisy, with factorized Gaussian noise
 * (Fortunato et al., "Noisy networks for exploration", 2018, section 3, eq. 9 to 11): {@code
 * activation((μ_W + σ_W ⊙ f(ε)f(ε')ᵀ)·x + μ_b + σ_b ⊙ f(ε'))} with f(e) = sgn(e)·√|e|, ε for each
 * input and ε' for each output. μ starts uniform within ±1/√F for F inputs, σ at {@code sigma}/√F
 * (section 3.2); both are learned. ε is that of all rows until {@code Model.drawNoise} draws
 * another; before the first it is 0, as {@code Model.removeNoise} makes it.
 *
 * <p>An image {@code [C, H, W]} before it is read as C·H·W inputs. An output is one in
 * Deeplearning4j's terms by a loss layer behind it.
 */
@Choice(
    value = "noisy-dense",
    summary = "a fully connected layer with learned noise on its weights, for exploration")
public record NoisyDenseSpec(
    @Setting(value = "length of the output", min = 1, max = 1 << 20, unit = "units") int units,
    @Setting(value = "function of each unit" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(
            value = "initial standard deviation of the noise, times the root of the inputs",
            defaultValue = "0.5",
            min = 0,
            minExcluded = true)
        double sigma)
    implements OutputSpec {

  public NoisyDenseSpec {
    Settings.check(NoisyDenseSpec.class, units, activation, sigma);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.of(units);
  }

  @Override
  public void addTo(LayerDraft draft) {
    double bound = 1 / Math.sqrt(draft.inputs());
    NoisyDense.Builder layer =
        new NoisyDense.Builder()
            .sigma(sigma)
            .nIn(draft.inputs())
            .nOut(units)
            .weightInit(new WeightInitDistribution(new UniformDistribution(-bound, bound)));
    draft
        .regularization()
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 0)));
    if (draft.loss().isPresent()) {
      draft.addOverRows(
          layer.activation(InDeeplearning4j.activation(Activation.IDENTITY)).build(),
          new LossLayer.Builder(draft.loss().get())
              .activation(InDeeplearning4j.activation(activation))
              .build());
    } else {
      draft.addOverRows(layer.activation(InDeeplearning4j.activation(activation)).build());
    }
  }
}
