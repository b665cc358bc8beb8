package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A feed-forward network and how it is trained; {@code Models} makes a model of it.
 *
 * <p>The loss of a step is the mean over the batch of each example's loss. Regularization adds to
 * the gradient of the weights, not of the biases, after clipping and before the updater, as
 * Deeplearning4j does.
 *
 * @param inputShape of one input: {@code [F]} for a vector, {@code [C, H, W]} for an image; each at
 *     least 1
 * @param layers from input to output; the last one, the output layer, is an {@link OutputSpec}
 * @param loss what is minimized
 * @param updater how a gradient becomes a step
 * @param regularization penalties on the weights
 * @param clipping limits of the gradient
 * @param lossTerms what the loss is told beyond its name
 * @param ties layers that share a matrix
 */
public record NetworkSpec(
    List<Integer> inputShape,
    List<LayerSpec> layers,
    Loss loss,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping,
    LossTerms lossTerms,
    List<TiedLayers> ties) {

  /** Deeplearning4j's classes of these hold no weights. */
  private static final ImmutableSet<Loss> WITHOUT_WEIGHTS =
      ImmutableSet.of(
          Loss.HUBER,
          Loss.HINGE,
          Loss.KL_DIVERGENCE,
          Loss.GROUPED_CROSS_ENTROPY,
          Loss.QUANTILE_HUBER);

  public NetworkSpec {
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(lossTerms, "lossTerms");
    inputShape = ImmutableList.copyOf(inputShape);
    layers = ImmutableList.copyOf(layers);
    checkShape("inputShape", inputShape);
    if (layers.isEmpty()) {
      throw new InvalidSettingException("layers", "needs at least the output layer");
    }
    for (int i = 0; i < layers.size(); i++) {
      try {
        checkLayer(layers.get(i), i == layers.size() - 1 ? loss : null);
      } catch (InvalidSettingException e) {
        throw new InvalidSettingException("layers[" + i + "]." + e.key(), e.getMessage());
      }
    }
    List<List<Integer>> shapes = shapes(inputShape, layers);
    checkPenalty(updater, regularization);
    checkTerms(lossTerms, loss, shapes.get(shapes.size() - 1).get(0));
    ties = ImmutableList.copyOf(ties);
    for (TiedLayers tied : ties) {
      checkTie(tied, layers, shapes);
    }
  }

  private static void checkTie(
      TiedLayers tied, List<LayerSpec> layers, List<List<Integer>> shapes) {
    boolean dense =
        tied.to() < layers.size()
            && isPlain(layers.get(tied.from()))
            && isPlain(layers.get(tied.to()));
    if (!dense || layers.stream().anyMatch(BranchingSpec.class::isInstance)) {
      throw new InvalidSettingException(
          "ties", "only dense layers of a chain can share a matrix, which these are not: " + tied);
    }
    int inputs = ImageShape.size(shapes.get(tied.from()));
    int outputs = ImageShape.size(shapes.get(tied.to() + 1));
    int between = ((DenseSpec) layers.get(tied.from())).units();
    if (inputs != outputs || between != ImageShape.size(shapes.get(tied.to()))) {
      throw new InvalidSettingException(
          "ties",
          "layer "
              + tied.to()
              + " must take "
              + between
              + " numbers and make "
              + inputs
              + " to have the matrix of layer "
              + tied.from());
    }
  }

  private static boolean isPlain(LayerSpec layer) {
    return layer instanceof DenseSpec dense && dense.combination() == Combination.LINEAR;
  }

  /** A network whose layers have matrices of their own. */
  public NetworkSpec(
      List<Integer> inputShape,
      List<LayerSpec> layers,
      Loss loss,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping,
      LossTerms lossTerms) {
    this(
        inputShape, layers, loss, updater, regularization, clipping, lossTerms, ImmutableList.of());
  }

  /** The same network with layers that share a matrix. */
  public NetworkSpec withTies(List<TiedLayers> tied) {
    return new NetworkSpec(
        inputShape, layers, loss, updater, regularization, clipping, lossTerms, tied);
  }

  /** A network whose loss is told nothing beyond its name. */
  public NetworkSpec(
      List<Integer> inputShape,
      List<LayerSpec> layers,
      Loss loss,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping) {
    this(inputShape, layers, loss, updater, regularization, clipping, LossTerms.none());
  }

  /**
   * A network of vectors.
   *
   * @param inputs length {@code F} of one input, at least 1
   */
  public NetworkSpec(
      int inputs,
      List<LayerSpec> layers,
      Loss loss,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping) {
    this(ImmutableList.of(inputs), layers, loss, updater, regularization, clipping);
  }

  /** Length {@code F} of one input: C·H·W for an image, channel by channel and row by row. */
  public int inputs() {
    return ImageShape.size(inputShape);
  }

  /** Length {@code O} of one output: C·H·W where it is an image, channel by channel. */
  public int outputs() {
    List<List<Integer>> shapes = shapes();
    return ImageShape.size(shapes.get(shapes.size() - 1));
  }

  /** Whether a layer has branches inside, which takes a graph in Deeplearning4j. */
  public boolean branches() {
    return layers.stream().anyMatch(BranchingSpec.class::isInstance);
  }

  /** The shape that enters each layer, and at the end the shape of the output. */
  public List<List<Integer>> shapes() {
    return shapes(inputShape, layers);
  }

  private static List<List<Integer>> shapes(List<Integer> inputShape, List<LayerSpec> layers) {
    List<List<Integer>> shapes = new ArrayList<>();
    shapes.add(inputShape);
    for (int i = 0; i < layers.size(); i++) {
      try {
        shapes.add(layers.get(i).outputShape(shapes.get(i)));
      } catch (InvalidSettingException e) {
        throw new InvalidSettingException("layers[" + i + "]." + e.key(), e.getMessage());
      }
    }
    return shapes;
  }

  public static void checkTerms(LossTerms terms, Loss loss, int outputs) {
    if (terms.labelSmoothing() > 0 && loss != Loss.SOFTMAX_CROSS_ENTROPY) {
      throw new InvalidSettingException(
          "lossTerms.labelSmoothing",
          "belongs to loss softmax-cross-entropy, not to " + Settings.label(loss));
    }
    int weights = terms.outputWeights().size();
    if (weights > 0 && WITHOUT_WEIGHTS.contains(loss)) {
      throw new InvalidSettingException(
          "lossTerms.outputWeights", "cannot be had with loss " + Settings.label(loss));
    }
    if (weights > 0 && weights != outputs) {
      throw new InvalidSettingException(
          "lossTerms.outputWeights", "must be " + outputs + " numbers, not " + weights);
    }
    checkGroups(terms.groupSize(), loss, outputs);
  }

  private static void checkGroups(int size, Loss loss, int outputs) {
    String key = "lossTerms.groupSize";
    if (!loss.isGrouped()) {
      if (size != 0) {
        throw new InvalidSettingException(
            key, "must be 0 with loss " + Settings.label(loss) + ", which has no groups");
      }
      return;
    }
    int least = loss == Loss.GROUPED_CROSS_ENTROPY ? 2 : 1;
    if (size < least) {
      throw new InvalidSettingException(
          key, "must be at least " + least + " with loss " + Settings.label(loss));
    }
    if (outputs % size != 0) {
      throw new InvalidSettingException(
          key, "must divide the " + outputs + " outputs into whole groups, not be " + size);
    }
  }

  /** Checks a shape to be {@code [F]} or {@code [C, H, W]}. */
  static void checkShape(String key, List<Integer> shape) {
    if (shape.size() != 1 && shape.size() != 3) {
      throw new InvalidSettingException(key, "must be [F] or [C, H, W], not " + shape);
    }
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new InvalidSettingException(key, "must be at least 1 each, not " + shape);
      }
    }
  }

  /** A decay of the updater's own takes the place of the L2 penalty. */
  static void checkPenalty(UpdaterSpec updater, Regularization regularization) {
    if (updater.decoupledDecay().isPresent() && regularization.l2() > 0) {
      throw new InvalidSettingException(
          "regularization.l2",
          "must be 0 with " + Choices.name(updater.getClass()) + ", which has weightDecay instead");
    }
  }

  /** The names of all layers that can be an output. */
  static String possibleOutputs() {
    return Choices.of(LayerSpec.class).entrySet().stream()
        .filter(layer -> OutputSpec.class.isAssignableFrom(layer.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(" or "));
  }

  /**
   * Checks that a layer can stand where it does.
   *
   * @param loss of an output layer; null for the others
   */
  static void checkLayer(LayerSpec layer, Loss loss) {
    Activation activation = layer.activation();
    if (loss == null) {
      // Of radial units it makes a normalized radial basis function network.
      boolean radial = layer instanceof DenseSpec dense && dense.combination().radial();
      if (activation == Activation.SOFTMAX && !radial) {
        throw new InvalidSettingException("activation", "softmax belongs to the output layer");
      }
      if (layer instanceof OutputSpec output && output.onlyAsOutput()) {
        throw new InvalidSettingException(
            "type", Choices.name(layer.getClass()) + " belongs to the output layer");
      }
      return;
    }
    if (!(layer instanceof OutputSpec)) {
      throw new InvalidSettingException("type", "the output layer must be " + possibleOutputs());
    }
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && activation != Activation.SOFTMAX) {
      throw new InvalidSettingException(
          "activation", "must be softmax with loss softmax-cross-entropy");
    }
    if (loss == Loss.KL_DIVERGENCE && activation != Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "must be softmax with loss kl-divergence");
    }
    if (loss.isGrouped() && activation != Activation.IDENTITY) {
      throw new InvalidSettingException(
          "activation", "must be identity with loss " + Settings.label(loss));
    }
    if (loss == Loss.SIGMOID_CROSS_ENTROPY && activation != Activation.SIGMOID) {
      throw new InvalidSettingException(
          "activation", "must be sigmoid with loss sigmoid-cross-entropy");
    }
  }
}
