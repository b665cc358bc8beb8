package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;

/**
 * The basic block of a residual network, activation(F(x) + S(x)) (He et al., "Deep residual
 * learning for image recognition", 2016, eq. 1 and 2, figure 5 left): F is convolution K×K with the
 * stride, batch normalization, activation, convolution K×K, batch normalization; the shortcut S is
 * the identity where the shapes agree, else a 1×1 convolution with the stride and batch
 * normalization (option B of section 3.3). Convolutions pad to {@code same} and have no biases. A
 * network with such a block is a Deeplearning4j {@code ComputationGraph}.
 */
@Choice(value = "residual", summary = "two normalized convolutions with a shortcut around them")
public record ResidualSpec(
    @Setting(value = "channels of the output", min = 1, max = 1 << 16, unit = "channels")
        int filters,
    @Setting(
            value = "side of the square kernels",
            defaultValue = "3",
            min = 1,
            max = 1024,
            unit = "pixels")
        int kernel,
    @Setting(
            value = "distance of neighbouring windows of the first convolution and the shortcut",
            defaultValue = "1",
            min = 1,
            max = 1024,
            unit = "pixels")
        int stride,
    @Setting(
            value = "decay of the stored statistics",
            defaultValue = "0.9",
            min = 0,
            max = 1,
            maxExcluded = true)
        double decay,
    @Setting(
            value = "added to the variance",
            defaultValue = "1e-5",
            min = 0,
            minExcluded = true,
            max = 1)
        double epsilon,
    @Setting(
            value = "function after the first normalization and after the sum",
            defaultValue = "relu")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "relu")
        Initialization initialization)
    implements BranchingSpec {

  public ResidualSpec {
    Settings.check(
        ResidualSpec.class, filters, kernel, stride, decay, epsilon, activation, initialization);
  }

  /** A block of 3×3 kernels and ReLU. */
  public static ResidualSpec of(int filters, int stride) {
    return Settings.of(ResidualSpec.class, "{filters: " + filters + ", stride: " + stride + "}");
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "a residual block");
    return convolution(kernel, stride).outputShape(image);
  }

  @Override
  public void addTo(GraphDraft graph) {
    List<Integer> shape = graph.inputShape();
    List<Integer> inside = outputShape(shape);
    BatchNormalizationSpec normalization =
        new BatchNormalizationSpec(decay, epsilon, Activation.IDENTITY);
    String first = graph.add("-conv1", convolution(kernel, stride), shape, graph.input());
    String normalized = graph.add("-norm1", normalization, inside, first);
    String active =
        graph.add(
            "-activation1",
            new ActivationLayer.Builder()
                .activation(InDeeplearning4j.activation(activation))
                .build(),
            normalized);
    String second = graph.add("-conv2", convolution(kernel, 1), inside, active);
    String residual = graph.add("-norm2", normalization, inside, second);
    String shortcut = graph.input();
    if (!inside.equals(shape)) {
      String projected = graph.add("-conv3", convolution(1, stride), shape, graph.input());
      shortcut = graph.add("-norm3", normalization, inside, projected);
    }
    graph.add("", new JoinSpec(JoinSpec.Kind.ADD, activation), residual, shortcut);
  }

  /** A convolution of the block, without bias and function. */
  private ConvolutionSpec convolution(int side, int distance) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(side, distance, Padding.SAME, 0),
        false,
        Activation.IDENTITY,
        initialization,
        0);
  }
}
