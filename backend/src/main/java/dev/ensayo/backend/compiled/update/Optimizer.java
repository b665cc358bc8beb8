package dev.ensayo.backend.compiled.update;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.arithmetic.UpdaterKernel;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * From the gradient to the next parameters, in Deeplearning4j's order: the limit on the norm over
 * everything (which Deeplearning4j lacks), each layer's normalization, L1 and L2, weight decay,
 * updater, constraints.
 */
public final class Optimizer {
  private final Slice gradient;
  private final double largestNorm;
  private final boolean quickNorm;
  private final ImmutableList<GradientNormalizer> normalizers;
  private final ImmutableList<WeightPenalty> penalties;
  private final ImmutableList<WeightDecayStep> decays;
  private final ImmutableList<UpdaterRange> ranges;
  private final ImmutableList<MaxNorm> constraints;

  /**
   * @param tensors all parameters in order
   * @param state Deeplearning4j's updater state; null where no updater keeps any
   * @param quickNorm whether the norm over everything may be summed in another order than ever,
   *     which changes its last digits
   * @throws InvalidSettingException if the configuration asks for what is not there
   */
  public Optimizer(
      List<ParameterTensor> tensors,
      Slice parameters,
      Slice gradient,
      Slice state,
      OptionalDouble largestNorm,
      boolean quickNorm) {
    this.gradient = gradient;
    this.quickNorm = quickNorm;
    this.largestNorm = largestNorm.orElse(Double.POSITIVE_INFINITY);
    this.normalizers = normalizers(tensors, gradient);
    this.penalties = penalties(tensors);
    this.decays = decays(tensors);
    this.ranges = ranges(tensors, parameters, gradient, state);
    this.constraints = Constraints.of(tensors);
  }

  /** Takes a step; returns the L2 norm of the gradient before anything was done to it. */
  public double step(Arithmetic arithmetic, int iteration, int epoch) {
    double norm = norm(arithmetic);
    if (norm > largestNorm) {
      arithmetic.scale(gradient, largestNorm / norm);
    }
    for (int i = 0; i < normalizers.size(); i++) {
      normalizers.get(i).apply(arithmetic);
    }
    for (int i = 0; i < penalties.size(); i++) {
      penalties.get(i).apply(arithmetic, iteration, epoch);
    }
    for (int i = 0; i < decays.size(); i++) {
      decays.get(i).apply(arithmetic, iteration, epoch);
    }
    for (int i = 0; i < ranges.size(); i++) {
      ranges.get(i).step(arithmetic, iteration, epoch);
    }
    for (int i = 0; i < constraints.size(); i++) {
      constraints.get(i).apply();
    }
    return norm;
  }

  /** L2 norm of the gradient as it is. */
  public double norm(Arithmetic arithmetic) {
    return Math.sqrt(
        quickNorm ? arithmetic.quickSumOfSquares(gradient) : arithmetic.sumOfSquares(gradient));
  }

  /** Writes the updaters' state to the network's buffer, where it is not while steps are taken. */
  public void storeState() {
    ranges.forEach(UpdaterRange::storeState);
  }

  /** Tells that the network's buffer of the updaters' state was changed from outside. */
  public void stateChanged() {
    ranges.forEach(UpdaterRange::stateChanged);
  }

  private static ImmutableList<GradientNormalizer> normalizers(
      List<ParameterTensor> tensors, Slice gradient) {
    ImmutableList.Builder<GradientNormalizer> normalizers = ImmutableList.builder();
    int at = 0;
    while (at < tensors.size()) {
      int from = at;
      while (at < tensors.size() && tensors.get(at).layer() == tensors.get(from).layer()) {
        at++;
      }
      List<ParameterTensor> own = tensors.subList(from, at);
      if (!own.get(0).trained()) {
        continue;
      }
      BaseLayer layer = (BaseLayer) own.get(0).configuration().getLayer();
      GradientNormalization kind = layer.getGradientNormalization();
      if (kind != null && kind != GradientNormalization.None) {
        int start = own.get(0).offset();
        normalizers.add(
            new GradientNormalizer(
                kind,
                layer.getGradientNormalizationThreshold(),
                gradient.part(start, own.get(own.size() - 1).end() - start),
                own.stream().map(ParameterTensor::gradient).toList()));
      }
    }
    return normalizers.build();
  }

  private static ImmutableList<WeightPenalty> penalties(List<ParameterTensor> tensors) {
    ImmutableList.Builder<WeightPenalty> penalties = ImmutableList.builder();
    for (ParameterTensor tensor : tensors) {
      for (Regularization one : regularizations(tensor)) {
        if (!(one instanceof WeightDecay)) {
          penalties.add(new WeightPenalty(tensor, one, tensor.owner()));
        }
      }
    }
    return penalties.build();
  }

  private static ImmutableList<WeightDecayStep> decays(List<ParameterTensor> tensors) {
    ImmutableList.Builder<WeightDecayStep> decays = ImmutableList.builder();
    for (ParameterTensor tensor : tensors) {
      List<WeightDecay> own =
          regularizations(tensor).stream()
              .filter(WeightDecay.class::isInstance)
              .map(WeightDecay.class::cast)
              .toList();
      if (!own.isEmpty()) {
        decays.add(new WeightDecayStep(tensor, own, updater(tensor)));
      }
    }
    return decays.build();
  }

  private static List<Regularization> regularizations(ParameterTensor tensor) {
    List<Regularization> all =
        tensor.trained()
            ? tensor.configuration().getLayer().getRegularizationByParam(tensor.name())
            : null;
    return all == null ? ImmutableList.of() : all;
  }

  private static ImmutableList<UpdaterRange> ranges(
      List<ParameterTensor> tensors, Slice parameters, Slice gradient, Slice state) {
    ImmutableList.Builder<UpdaterRange> ranges = ImmutableList.builder();
    int stateOffset = 0;
    int at = 0;
    while (at < tensors.size()) {
      ParameterTensor first = tensors.get(at);
      IUpdater updater = updater(first);
      int end = first.end();
      at++;
      while (at < tensors.size() && updater(tensors.get(at)).equals(updater)) {
        end = tensors.get(at).end();
        at++;
      }
      if (updater instanceof NoOp) {
        continue;
      }
      UpdaterKernel kernel = Kernels.of(updater, first.owner());
      int length = end - first.offset();
      int stateLength = kernel.stateArrays() * length;
      ranges.add(
          new UpdaterRange(
              kernel,
              parameters.part(first.offset(), length),
              gradient.part(first.offset(), length),
              stateLength == 0 ? null : state.part(stateOffset, stateLength)));
      stateOffset += stateLength;
    }
    return ranges.build();
  }

  private static IUpdater updater(ParameterTensor tensor) {
    return tensor.trained()
        ? tensor.configuration().getLayer().getUpdaterByParam(tensor.name())
        : new NoOp();
  }
}
