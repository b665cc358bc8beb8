package dev.ensayo.backend.compiled.function;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.extension.ActivationArctan;
import dev.ensayo.backend.extension.ActivationCosine;
import dev.ensayo.backend.extension.ActivationExponential;
import dev.ensayo.backend.extension.ActivationGauss;
import dev.ensayo.backend.extension.ActivationReciprocal;
import dev.ensayo.backend.extension.ActivationSine;
import dev.ensayo.backend.extension.ActivationSquare;
import dev.ensayo.backend.extension.ActivationTanhGelu;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.function.Function;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** The functions by Deeplearning4j's classes. */
public final class Functions {
  private static final ImmutableMap<Class<?>, Function<IActivation, ActivationFunction>> BY_CLASS =
      ImmutableMap.<Class<?>, Function<IActivation, ActivationFunction>>builder()
          .put(ActivationIdentity.class, a -> new PiecewiseFunctions.Identity())
          .put(ActivationReLU.class, Functions::relu)
          .put(ActivationReLU6.class, a -> new PiecewiseFunctions.Relu6())
          .put(
              ActivationLReLU.class,
              a -> new PiecewiseFunctions.LeakyRelu(((ActivationLReLU) a).getAlpha()))
          .put(
              ActivationThresholdedReLU.class,
              a -> new PiecewiseFunctions.ThresholdedRelu(theta((ActivationThresholdedReLU) a)))
          .put(ActivationHardTanH.class, a -> new PiecewiseFunctions.HardTanh())
          .put(ActivationHardSigmoid.class, a -> new PiecewiseFunctions.HardSigmoid())
          .put(ActivationCube.class, a -> new RationalFunctions.Cube())
          .put(ActivationSoftSign.class, a -> new RationalFunctions.Softsign())
          .put(ActivationRationalTanh.class, a -> new RationalFunctions.RationalTanh())
          .put(ActivationTanH.class, a -> new SaturatingTanh())
          .put(ActivationRectifiedTanh.class, a -> new ExponentialFunctions.RectifiedTanh())
          .put(ActivationSigmoid.class, a -> new ExponentialFunctions.Sigmoid())
          .put(ActivationELU.class, Functions::elu)
          .put(ActivationSELU.class, a -> new ExponentialFunctions.Selu())
          .put(ActivationGELU.class, Functions::gelu)
          .put(ActivationTanhGelu.class, a -> new ExponentialFunctions.TanhGelu())
          .put(ActivationSwish.class, a -> new ExponentialFunctions.Swish(1))
          .put(ActivationMish.class, a -> new ExponentialFunctions.Mish())
          .put(ActivationSoftPlus.class, a -> new ExponentialFunctions.Softplus())
          .put(ActivationExponential.class, a -> new ExponentialFunctions.Exponential())
          .put(ActivationGauss.class, a -> new ExponentialFunctions.Gauss())
          .put(ActivationReciprocal.class, a -> new RationalFunctions.Reciprocal())
          .put(ActivationSquare.class, a -> new RationalFunctions.Square())
          .put(ActivationSine.class, a -> new CircularFunctions.Sine())
          .put(ActivationCosine.class, a -> new CircularFunctions.Cosine())
          .put(ActivationArctan.class, a -> new CircularFunctions.Arctan())
          .put(ActivationSoftmax.class, a -> new SoftmaxFunction())
          .build();

  private Functions() {}

  /**
   * The same function as Deeplearning4j's.
   *
   * @param owner names the layer in the message
   * @throws InvalidSettingException if the compiled engine lacks it
   */
  public static ActivationFunction of(IActivation activation, String owner) {
    Function<IActivation, ActivationFunction> maker = BY_CLASS.get(activation.getClass());
    ActivationFunction function = maker == null ? null : maker.apply(activation);
    if (function == null) {
      throw Unsupported.inLayer(owner, "activation " + activation);
    }
    return function;
  }

  /**
   * The same function, of each number by itself, which images need.
   *
   * @throws InvalidSettingException if the compiled engine lacks it or it mixes the units
   */
  public static ActivationFunction elementwise(IActivation activation, String owner) {
    ActivationFunction function = of(activation, owner);
    if (!(function instanceof ElementwiseFunction)) {
      throw Unsupported.inLayer(owner, "activation " + activation + " of an image");
    }
    return function;
  }

  private static ActivationFunction relu(IActivation activation) {
    ActivationReLU relu = (ActivationReLU) activation;
    boolean plain =
        relu.getMax() == null && relu.getThreshold() == null && relu.getNegativeSlope() == null;
    return plain ? new PiecewiseFunctions.Relu() : null;
  }

  /** Deeplearning4j's ELU goes forward with α and backward as if it were 1. */
  private static ActivationFunction elu(IActivation activation) {
    return ((ActivationELU) activation).getAlpha() == 1 ? new ExponentialFunctions.Elu() : null;
  }

  private static ActivationFunction gelu(IActivation activation) {
    return ((ActivationGELU) activation).isPrecise() ? null : new ExponentialFunctions.Swish(1.702);
  }

  private static double theta(ActivationThresholdedReLU relu) {
    return relu.getTheta();
  }
}
