package dev.ensayo.backend.spec;

import dev.ensayo.backend.extension.ActivationArctan;
import dev.ensayo.backend.extension.ActivationCosine;
import dev.ensayo.backend.extension.ActivationExponential;
import dev.ensayo.backend.extension.ActivationGauss;
import dev.ensayo.backend.extension.ActivationReciprocal;
import dev.ensayo.backend.extension.ActivationSine;
import dev.ensayo.backend.extension.ActivationSquare;
import dev.ensayo.backend.extension.CombinationKind;
import dev.ensayo.backend.training.GroupedCrossEntropy;
import dev.ensayo.backend.training.HuberLoss;
import dev.ensayo.backend.training.OrthogonalWeights;
import dev.ensayo.backend.training.QuantileHuber;
import dev.ensayo.backend.training.ScaledWeights;
import dev.ensayo.backend.training.SmoothedCrossEntropy;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitReluUniform;
import org.deeplearning4j.nn.weights.WeightInitUniform;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * What the constants of this package's enums are for Deeplearning4j. No switch here has a default:
 * a constant that is added does not compile until it stands here.
 *
 * <p>These are no methods of the enums: Java resolves all of an enum's public signatures to list
 * its constants, and {@code describe}, which lists them, is not to load ND4J.
 */
public final class InDeeplearning4j {
  private InDeeplearning4j() {}

  /** The function, as a layer or a vertex has it. */
  public static IActivation activation(Activation activation) {
    return switch (activation) {
      case IDENTITY -> theirs(org.nd4j.linalg.activations.Activation.IDENTITY);
      case RELU -> theirs(org.nd4j.linalg.activations.Activation.RELU);
      case RELU6 -> theirs(org.nd4j.linalg.activations.Activation.RELU6);
      case LEAKY_RELU -> theirs(org.nd4j.linalg.activations.Activation.LEAKYRELU);
      case ELU -> theirs(org.nd4j.linalg.activations.Activation.ELU);
      case SELU -> theirs(org.nd4j.linalg.activations.Activation.SELU);
      case GELU -> theirs(org.nd4j.linalg.activations.Activation.GELU);
      case SWISH -> theirs(org.nd4j.linalg.activations.Activation.SWISH);
      case MISH -> theirs(org.nd4j.linalg.activations.Activation.MISH);
      case TANH -> theirs(org.nd4j.linalg.activations.Activation.TANH);
      case HARD_TANH -> theirs(org.nd4j.linalg.activations.Activation.HARDTANH);
      case RATIONAL_TANH -> theirs(org.nd4j.linalg.activations.Activation.RATIONALTANH);
      case RECTIFIED_TANH -> theirs(org.nd4j.linalg.activations.Activation.RECTIFIEDTANH);
      case SIGMOID -> theirs(org.nd4j.linalg.activations.Activation.SIGMOID);
      case HARD_SIGMOID -> theirs(org.nd4j.linalg.activations.Activation.HARDSIGMOID);
      case SOFTPLUS -> theirs(org.nd4j.linalg.activations.Activation.SOFTPLUS);
      case ELLIOTT, SOFTSIGN -> theirs(org.nd4j.linalg.activations.Activation.SOFTSIGN);
      case CUBE -> theirs(org.nd4j.linalg.activations.Activation.CUBE);
      case THRESHOLDED_RELU -> theirs(org.nd4j.linalg.activations.Activation.THRESHOLDEDRELU);
      case EXPONENTIAL -> new ActivationExponential();
      case RECIPROCAL -> new ActivationReciprocal();
      case SQUARE -> new ActivationSquare();
      case GAUSS -> new ActivationGauss();
      case SINE -> new ActivationSine();
      case COSINE -> new ActivationCosine();
      case ARCTAN -> new ActivationArctan();
      case SOFTMAX -> theirs(org.nd4j.linalg.activations.Activation.SOFTMAX);
    };
  }

  private static IActivation theirs(org.nd4j.linalg.activations.Activation activation) {
    return activation.getActivationFunction();
  }

  /**
   * The distribution of a matrix of weights.
   *
   * @param inputs of each unit
   */
  public static IWeightInit initialization(Initialization initialization, int inputs) {
    return switch (initialization) {
      case XAVIER -> new WeightInitXavier();
      case XAVIER_UNIFORM -> new WeightInitXavierUniform();
      case RELU -> new WeightInitRelu();
      case RELU_UNIFORM -> new WeightInitReluUniform();
      case LECUN_NORMAL -> new WeightInitNormal();
      case LECUN_UNIFORM -> lecunUniform(inputs);
      case UNIFORM -> new WeightInitUniform();
      case ORTHOGONAL -> new OrthogonalWeights();
      case ZERO -> new WeightInitConstant(0);
    };
  }

  /**
   * The distribution of a matrix of weights, times a gain.
   *
   * @param inputs of each unit
   */
  public static IWeightInit initialization(Initialization initialization, int inputs, double gain) {
    IWeightInit weights = initialization(initialization, inputs);
    return gain == 1 ? weights : new ScaledWeights(weights, gain);
  }

  /** Deeplearning4j's own goes to 3 / √inputs, three times the variance of LeCun's. */
  private static IWeightInit lecunUniform(int inputs) {
    double bound = Math.sqrt(3.0 / inputs);
    return new WeightInitDistribution(new UniformDistribution(-bound, bound));
  }

  /** The loss, told nothing beyond its name. */
  public static ILossFunction loss(Loss loss) {
    return loss(loss, LossTerms.none());
  }

  /** The loss of an output layer. */
  public static ILossFunction loss(Loss loss, LossTerms terms) {
    INDArray weights = outputWeights(terms);
    return switch (loss) {
      case SQUARED_ERROR -> new LossL2(weights);
      case MEAN_SQUARED_ERROR -> new LossMSE(weights);
      case HUBER -> new HuberLoss();
      case MEAN_ABSOLUTE_ERROR -> new LossMAE(weights);
      case HINGE -> new LossHinge();
      case KL_DIVERGENCE -> new LossKLD();
      case SOFTMAX_CROSS_ENTROPY ->
          terms.labelSmoothing() > 0
              ? new SmoothedCrossEntropy(terms.labelSmoothing(), weights)
              : new LossMCXENT(weights);
      case SIGMOID_CROSS_ENTROPY -> new LossBinaryXENT(weights);
      case GROUPED_CROSS_ENTROPY -> new GroupedCrossEntropy(terms.groupSize());
      case QUANTILE_HUBER -> new QuantileHuber(terms.groupSize());
    };
  }

  /** As a row, or null for all ones. */
  private static INDArray outputWeights(LossTerms terms) {
    List<Double> weights = terms.outputWeights();
    return weights.isEmpty()
        ? null
        : Nd4j.createFromArray(weights.stream().mapToDouble(Double::doubleValue).toArray())
            .castTo(DataType.FLOAT)
            .reshape(1, weights.size());
  }

  /** How net inputs are made, of what is not Deeplearning4j's own dense layer. */
  static Optional<CombinationKind> combination(Combination combination) {
    return switch (combination) {
      case LINEAR -> Optional.empty();
      case ADDITIVE -> Optional.of(CombinationKind.ADDITIVE);
      case EQUAL_SLOPES -> Optional.of(CombinationKind.EQUAL_SLOPES);
      case XRADIAL -> Optional.of(CombinationKind.XRADIAL);
      case EHRADIAL -> Optional.of(CombinationKind.EHRADIAL);
      case EVRADIAL -> Optional.of(CombinationKind.EVRADIAL);
      case EWRADIAL -> Optional.of(CombinationKind.EWRADIAL);
      case EQRADIAL -> Optional.of(CombinationKind.EQRADIAL);
    };
  }

  static ConvolutionMode padding(Padding padding) {
    return switch (padding) {
      case VALID -> ConvolutionMode.Truncate;
      case SAME -> ConvolutionMode.Same;
    };
  }

  static PoolingType pooling(PoolingKind kind) {
    return switch (kind) {
      case MAX -> PoolingType.MAX;
      case MEAN -> PoolingType.AVG;
      case NORM -> PoolingType.PNORM;
    };
  }
}
