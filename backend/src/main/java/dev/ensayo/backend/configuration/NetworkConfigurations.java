package dev.ensayo.backend.configuration;

import dev.ensayo.backend.extension.ActivationArctan;
import dev.ensayo.backend.extension.ActivationCosine;
import dev.ensayo.backend.extension.ActivationExponential;
import dev.ensayo.backend.extension.ActivationGauss;
import dev.ensayo.backend.extension.ActivationReciprocal;
import dev.ensayo.backend.extension.ActivationSine;
import dev.ensayo.backend.extension.ActivationSquare;
import dev.ensayo.backend.extension.CenteredRmsProp;
import dev.ensayo.backend.extension.HuberLoss;
import dev.ensayo.backend.extension.OrthogonalWeights;
import dev.ensayo.backend.extension.SmoothedCrossEntropy;
import dev.ensayo.backend.extension.WeightedLoss;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossOptions;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.OrthogonalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
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
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Between a {@link NetworkSpec} and Deeplearning4j's configuration. */
public final class NetworkConfigurations {
  private NetworkConfigurations() {}

  /** The configuration that says all of the spec but the limit on the gradient's norm. */
  public static MultiLayerConfiguration of(NetworkSpec spec, long seed, DataType precision) {
    NeuralNetConfiguration.ListBuilder list =
        base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .dataType(precision)
            .list();
    List<LayerSpec> layers = spec.layers();
    for (int i = 0; i < layers.size(); i++) {
      List<Integer> shape = spec.shapes().get(i);
      LayerSpec layer = layers.get(i);
      if (!(layer instanceof DenseSpec dense)) {
        ImageLayers.add(list::layer, layer, shape, spec.regularization());
      } else {
        FeedForwardLayer.Builder<?> builder =
            i < layers.size() - 1
                ? new DenseLayer.Builder()
                : new OutputLayer.Builder(loss(spec.loss(), spec.lossOptions()));
        spec.regularization()
            .maxNorm()
            .ifPresent(norm -> builder.constrainWeights(new MaxNormConstraint(norm, 0)));
        list.layer(build(builder, ImageShape.size(shape), dense));
      }
    }
    if (spec.inputShape().size() == 3) {
      // Tells each layer what enters it; rows of numbers become images at the input.
      List<Integer> shape = spec.inputShape();
      list.setInputType(InputType.convolutionalFlat(shape.get(1), shape.get(2), shape.get(0)));
    }
    return decayedOnce(list.build());
  }

  /** The layer of which another keeps the last step alone, or the layer itself. */
  public static Layer inner(Layer layer) {
    return layer instanceof LastTimeStep last ? last.getUnderlying() : layer;
  }

  /** The builder gives each layer the weight decay of the network twice. */
  static MultiLayerConfiguration decayedOnce(MultiLayerConfiguration configuration) {
    configuration.getConfs().forEach(NetworkConfigurations::decayOnce);
    return configuration;
  }

  /** Leaves a layer one weight decay of equal ones. */
  static void decayOnce(NeuralNetConfiguration conf) {
    if (inner(conf.getLayer()) instanceof BaseLayer layer && layer.getRegularization() != null) {
      layer.setRegularization(new ArrayList<>(new LinkedHashSet<>(layer.getRegularization())));
    }
  }

  /** What all layers have in common. */
  static NeuralNetConfiguration.Builder base(
      UpdaterSpec updater, Regularization regularization, GradientClipping clipping, long seed) {
    NeuralNetConfiguration.Builder network =
        new NeuralNetConfiguration.Builder().seed(seed).updater(updater(updater));
    if (regularization.l1() > 0) {
      network.l1(regularization.l1());
    }
    if (regularization.l2() > 0) {
      network.l2(regularization.l2());
    }
    if (updater instanceof UpdaterSpec.AdamW adamW) {
      network.weightDecay(adamW.weightDecay(), true);
    }
    if (clipping.value().isPresent()) {
      network
          .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(clipping.value().getAsDouble());
    }
    if (clipping.layerNorm().isPresent()) {
      network
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(clipping.layerNorm().getAsDouble());
    }
    return network;
  }

  /**
   * A copy of a configuration that holds classes of Deeplearning4j alone: {@code LossL2} in place
   * of {@link HuberLoss}, {@code LossMCXENT} in place of {@link SmoothedCrossEntropy}, {@code
   * RmsProp} in place of {@link CenteredRmsProp} and {@code OrthogonalDistribution} in place of
   * {@link OrthogonalWeights}, the nearest there is; inference is not affected.
   */
  public static MultiLayerConfiguration portable(MultiLayerConfiguration configuration) {
    MultiLayerConfiguration copy = configuration.clone();
    for (NeuralNetConfiguration conf : copy.getConfs()) {
      makePortable(inner(conf.getLayer()));
    }
    return copy;
  }

  /** Puts Deeplearning4j's classes in the place of ours. */
  public static void makePortable(Layer layer) {
    if (layer instanceof BaseLayer base && base.getIUpdater() instanceof CenteredRmsProp centered) {
      base.setIUpdater(centered.uncentered());
    }
    if (layer instanceof BaseLayer base) {
      base.setWeightInitFn(portable(base.getWeightInitFn()));
    }
    if (layer instanceof BaseRecurrentLayer recurrent) {
      recurrent.setWeightInitFnRecurrent(portable(recurrent.getWeightInitFnRecurrent()));
    }
    if (layer instanceof BaseOutputLayer output) {
      output.setLossFn(portable(output.getLossFn()));
    }
    if (layer instanceof LossLayer output) {
      output.setLossFn(portable(output.getLossFn()));
    }
  }

  private static ILossFunction portable(ILossFunction loss) {
    ILossFunction inner = loss instanceof WeightedLoss weighted ? weighted.unweighted() : loss;
    if (inner instanceof SmoothedCrossEntropy smoothed) {
      return new LossMCXENT(smoothed.getSoftmaxClipEps(), smoothed.getWeights());
    }
    return inner instanceof HuberLoss ? new LossL2() : inner;
  }

  private static IWeightInit portable(IWeightInit init) {
    return init instanceof OrthogonalWeights
        ? new WeightInitDistribution(new OrthogonalDistribution(1.0))
        : init;
  }

  /** Whether an updater of ours keeps state that no Deeplearning4j updater could read. */
  public static boolean hasForeignUpdaterState(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream().anyMatch(NetworkConfigurations::hasForeignUpdater);
  }

  public static boolean hasForeignUpdater(NeuralNetConfiguration conf) {
    return inner(conf.getLayer()) instanceof BaseLayer base
        && base.getIUpdater() instanceof CenteredRmsProp;
  }

  static Layer build(FeedForwardLayer.Builder<?> layer, int inputs, DenseSpec dense) {
    layer.nIn(inputs).nOut(dense.units());
    layer
        .activation(activation(dense.activation()))
        .weightInit(initialization(dense.initialization(), inputs));
    if (dense.dropout() > 0) {
      layer.dropOut(1 - dense.dropout());
    }
    return layer.build();
  }

  static IActivation activation(Activation activation) {
    return switch (activation) {
      case IDENTITY -> org.nd4j.linalg.activations.Activation.IDENTITY.getActivationFunction();
      case RELU -> org.nd4j.linalg.activations.Activation.RELU.getActivationFunction();
      case RELU6 -> org.nd4j.linalg.activations.Activation.RELU6.getActivationFunction();
      case LEAKY_RELU -> org.nd4j.linalg.activations.Activation.LEAKYRELU.getActivationFunction();
      case ELU -> org.nd4j.linalg.activations.Activation.ELU.getActivationFunction();
      case SELU -> org.nd4j.linalg.activations.Activation.SELU.getActivationFunction();
      case GELU -> org.nd4j.linalg.activations.Activation.GELU.getActivationFunction();
      case SWISH -> org.nd4j.linalg.activations.Activation.SWISH.getActivationFunction();
      case MISH -> org.nd4j.linalg.activations.Activation.MISH.getActivationFunction();
      case TANH -> org.nd4j.linalg.activations.Activation.TANH.getActivationFunction();
      case HARD_TANH -> org.nd4j.linalg.activations.Activation.HARDTANH.getActivationFunction();
      case RATIONAL_TANH ->
          org.nd4j.linalg.activations.Activation.RATIONALTANH.getActivationFunction();
      case RECTIFIED_TANH ->
          org.nd4j.linalg.activations.Activation.RECTIFIEDTANH.getActivationFunction();
      case SIGMOID -> org.nd4j.linalg.activations.Activation.SIGMOID.getActivationFunction();
      case HARD_SIGMOID ->
          org.nd4j.linalg.activations.Activation.HARDSIGMOID.getActivationFunction();
      case SOFTPLUS -> org.nd4j.linalg.activations.Activation.SOFTPLUS.getActivationFunction();
      case ELLIOTT, SOFTSIGN ->
          org.nd4j.linalg.activations.Activation.SOFTSIGN.getActivationFunction();
      case CUBE -> org.nd4j.linalg.activations.Activation.CUBE.getActivationFunction();
      case THRESHOLDED_RELU ->
          org.nd4j.linalg.activations.Activation.THRESHOLDEDRELU.getActivationFunction();
      case EXPONENTIAL -> new ActivationExponential();
      case RECIPROCAL -> new ActivationReciprocal();
      case SQUARE -> new ActivationSquare();
      case GAUSS -> new ActivationGauss();
      case SINE -> new ActivationSine();
      case COSINE -> new ActivationCosine();
      case ARCTAN -> new ActivationArctan();
      case SOFTMAX -> org.nd4j.linalg.activations.Activation.SOFTMAX.getActivationFunction();
    };
  }

  static IWeightInit initialization(Initialization initialization, int inputs) {
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

  /** Deeplearning4j's own goes to 3 / √inputs, three times the variance of LeCun's. */
  private static IWeightInit lecunUniform(int inputs) {
    double bound = Math.sqrt(3.0 / inputs);
    return new WeightInitDistribution(new UniformDistribution(-bound, bound));
  }

  static ILossFunction loss(Loss loss) {
    return loss(loss, LossOptions.none());
  }

  static ILossFunction loss(Loss loss, LossOptions options) {
    INDArray weights = outputWeights(options);
    return switch (loss) {
      case SQUARED_ERROR -> new LossL2(weights);
      case MEAN_SQUARED_ERROR -> new LossMSE(weights);
      case HUBER -> new HuberLoss();
      case MEAN_ABSOLUTE_ERROR -> new LossMAE(weights);
      case HINGE -> new LossHinge();
      case KL_DIVERGENCE -> new LossKLD();
      case SOFTMAX_CROSS_ENTROPY ->
          options.labelSmoothing() > 0
              ? new SmoothedCrossEntropy(options.labelSmoothing(), weights)
              : new LossMCXENT(weights);
      case SIGMOID_CROSS_ENTROPY -> new LossBinaryXENT(weights);
    };
  }

  /** As a row, or null for all ones. */
  private static INDArray outputWeights(LossOptions options) {
    List<Double> weights = options.outputWeights();
    return weights.isEmpty()
        ? null
        : Nd4j.createFromArray(weights.stream().mapToDouble(Double::doubleValue).toArray())
            .castTo(DataType.FLOAT)
            .reshape(1, weights.size());
  }

  static IUpdater updater(UpdaterSpec spec) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      return LearningRateSchedules.scheduled(
          new Sgd(sgd.learningRate()), sgd.learningRate(), sgd.schedule());
    }
    if (spec instanceof UpdaterSpec.Nesterovs nesterovs) {
      return LearningRateSchedules.scheduled(
          new Nesterovs(nesterovs.learningRate(), nesterovs.momentum()),
          nesterovs.learningRate(),
          nesterovs.schedule());
    }
    if (spec instanceof UpdaterSpec.RmsProp rmsProp) {
      IUpdater updater =
          rmsProp.centered()
              ? new CenteredRmsProp(rmsProp.learningRate(), rmsProp.decay(), rmsProp.epsilon())
              : new RmsProp(rmsProp.learningRate(), rmsProp.decay(), rmsProp.epsilon());
      return LearningRateSchedules.scheduled(updater, rmsProp.learningRate(), rmsProp.schedule());
    }
    if (spec instanceof UpdaterSpec.AdaGrad adaGrad) {
      return LearningRateSchedules.scheduled(
          new AdaGrad(adaGrad.learningRate(), adaGrad.epsilon()),
          adaGrad.learningRate(),
          adaGrad.schedule());
    }
    if (spec instanceof UpdaterSpec.AdaDelta adaDelta) {
      return new AdaDelta(adaDelta.decay(), adaDelta.epsilon());
    }
    if (spec instanceof UpdaterSpec.AmsGrad amsGrad) {
      return LearningRateSchedules.scheduled(
          new AMSGrad(amsGrad.learningRate(), amsGrad.beta1(), amsGrad.beta2(), amsGrad.epsilon()),
          amsGrad.learningRate(),
          amsGrad.schedule());
    }
    if (spec instanceof UpdaterSpec.AdamW adamW) {
      return LearningRateSchedules.scheduled(
          new Adam(adamW.learningRate(), adamW.beta1(), adamW.beta2(), adamW.epsilon()),
          adamW.learningRate(),
          adamW.schedule());
    }
    UpdaterSpec.Adam adam = (UpdaterSpec.Adam) spec;
    return LearningRateSchedules.scheduled(
        new Adam(adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon()),
        adam.learningRate(),
        adam.schedule());
  }
}
