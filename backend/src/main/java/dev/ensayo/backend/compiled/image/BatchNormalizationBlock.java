package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β for each feature (Ioffe and Szegedy, "Batch normalization", 2015,
 * algorithm 1): a unit of a vector, a channel of an image. While training μ and σ² are those of the
 * batch (σ² divided by n), and the stored statistics move towards them: s ← d·s + (1 − d)·batch's.
 * At inference, and in a frozen layer always, the stored ones are used.
 *
 * <p>With x̂ = (x − μ)/√(σ² + ε): ∂β = Σ δ, ∂γ = Σ δ·x̂ and ∂x = γ/√(σ² + ε) · (δ − ∂β/n −
 * x̂·∂γ/n).
 *
 * <p>Deeplearning4j counts the statistics among the parameters, the variance either as it is or as
 * log₁₀ of its root, and moves them by a gradient that passes the updater unchanged. Here they are
 * set in the backward pass and their gradient stays zero, so that it enters no norm.
 */
public final class BatchNormalizationBlock implements Block {
  private final Value input;
  private final Value output;
  private final int features;
  private final boolean image;
  private final boolean frozen;
  private final boolean addsToInputGradient;
  private final boolean logarithmic;
  private final double epsilon;
  private final double decay;
  private final double fixedGamma;
  private final double fixedBeta;
  private final ParameterTensor gamma;
  private final ParameterTensor beta;
  private final ParameterTensor storedMean;
  private final ParameterTensor storedSpread;
  private final double[] mean;
  private final double[] variance;
  private final double[] scale;
  private final double[] slope;
  private final double[] shift;
  private final double[] sums;
  private final double[] products;
  private final ImageArithmetic.AffineSlope coefficients;

  /**
   * @param gamma null where it is fixed
   * @param beta null where it is fixed
   * @param storedSpread the stored variance, or log₁₀ of its root
   */
  BatchNormalizationBlock(
      BlockContext context,
      BatchNormalization layer,
      ParameterTensor gamma,
      ParameterTensor beta,
      ParameterTensor storedMean,
      ParameterTensor storedSpread) {
    this.input = context.input();
    this.image = input.shape().isImage();
    this.features = image ? input.shape().channels() : input.shape().size();
    this.frozen = context.frozen();
    this.addsToInputGradient = context.addsToInputGradient();
    this.logarithmic = layer.isUseLogStd();
    this.epsilon = layer.getEps();
    this.decay = layer.getDecay();
    this.fixedGamma = layer.getGamma();
    this.fixedBeta = layer.getBeta();
    this.gamma = gamma;
    this.beta = beta;
    this.storedMean = storedMean;
    this.storedSpread = storedSpread;
    this.mean = new double[features];
    this.variance = new double[features];
    this.scale = new double[features];
    this.slope = new double[features];
    this.shift = new double[features];
    this.coefficients = new ImageArithmetic.AffineSlope(mean, scale, slope, shift);
    this.sums = new double[features];
    this.products = new double[features];
    this.output = context.output(input.shape());
  }

  @Override
  public void forward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    Slice x = input.data().slice();
    if (pass.usesBatchStatistics() && !frozen) {
      images.moments(x, rows(pass), group(pass), mean, variance);
    } else {
      for (int i = 0; i < features; i++) {
        mean[i] = storedMean.values().get(i);
        variance[i] = storedVariance(i);
      }
    }
    for (int i = 0; i < features; i++) {
      scale[i] = gamma(i) / Math.sqrt(variance[i] + epsilon);
      shift[i] = beta == null ? fixedBeta : beta.values().get(i);
    }
    images.affine(x, output.data().slice(), rows(pass), group(pass), mean, scale, shift);
  }

  @Override
  public void backward(Pass pass) {
    ImageArithmetic images = pass.arithmetic().images();
    Slice x = input.data().slice();
    Slice delta = output.gradient().slice();
    if (pass.usesBatchStatistics()) {
      parameterGradients(pass);
      if (pass.training()) {
        store();
      }
    } else {
      // Stored statistics do not depend on the input.
      Arrays.fill(slope, 0);
      Arrays.fill(shift, 0);
    }
    if (input.needsGradient()) {
      images.affineBackward(
          x,
          delta,
          input.gradient().slice(),
          rows(pass),
          group(pass),
          coefficients,
          addsToInputGradient);
    }
  }

  /** The gradients of γ and β, and how the batch's statistics carry that of the input. */
  private void parameterGradients(Pass pass) {
    Slice delta = output.gradient().slice();
    pass.arithmetic()
        .images()
        .gradientSums(input.data().slice(), delta, rows(pass), group(pass), mean, sums, products);
    double count = (double) rows(pass) * group(pass);
    for (int i = 0; i < features; i++) {
      double root = Math.sqrt(variance[i] + epsilon);
      double gammaGradient = products[i] / root;
      if (gamma != null) {
        gamma.gradient().put(i, gammaGradient);
        beta.gradient().put(i, sums[i]);
      }
      slope[i] = -scale[i] * gammaGradient / (root * count);
      shift[i] = -scale[i] * sums[i] / count;
    }
  }

  /** Moves the stored statistics towards those of the batch. */
  private void store() {
    for (int i = 0; i < features; i++) {
      double newMean = decay * storedMean.values().get(i) + (1 - decay) * mean[i];
      double newVariance = decay * storedVariance(i) + (1 - decay) * variance[i];
      storedMean.values().put(i, newMean);
      storedSpread.values().put(i, logarithmic ? Math.log10(newVariance) / 2 : newVariance);
    }
  }

  private double storedVariance(int feature) {
    double spread = storedSpread.values().get(feature);
    return logarithmic ? Math.pow(10, 2 * spread) : spread;
  }

  private double gamma(int feature) {
    return gamma == null ? fixedGamma : gamma.values().get(feature);
  }

  /** Rows of numbers that hold every feature once or, beside each other, once for each example. */
  private int rows(Pass pass) {
    return image ? input.shape().height() * input.shape().width() : pass.rows();
  }

  private int group(Pass pass) {
    return image ? pass.rows() : 1;
  }
}
