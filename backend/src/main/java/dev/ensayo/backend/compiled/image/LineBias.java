package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;

/** The biases of images that lie line by line, {@code [H, C, W, B]}. */
final class LineBias implements ChannelBias {
  private final ParameterTensor bias;
  private final ActivationFunction function;
  private final Shape shape;
  private final double[] gradient;

  /**
   * @param bias null for none
   * @param shape of the sums, {@code [C, H, W]}
   */
  LineBias(ParameterTensor bias, ActivationFunction function, Shape shape) {
    this.bias = bias;
    this.function = function;
    this.shape = shape;
    this.gradient = new double[shape.channels()];
  }

  @Override
  public void forward(Pass pass, Slice sums, Slice output) {
    if (bias == null && sums == output && function.isIdentity()) {
      return;
    }
    Slice shift = bias == null ? null : bias.values();
    int run = shape.width() * pass.rows();
    pass.arithmetic()
        .addBiasesAndActivate(sums, shift, output, function, shape.channels(), run, shape.height());
  }

  @Override
  public void backward(Pass pass, Slice sums, Slice delta) {
    int batch = pass.rows();
    int pixels = shape.height() * shape.width();
    pass.arithmetic().activationBackward(sums, delta, function, pixels, shape.channels() * batch);
    if (bias != null) {
      int run = shape.width() * batch;
      pass.arithmetic().images().sumsOfLines(delta, shape.height(), run, gradient);
      for (int channel = 0; channel < gradient.length; channel++) {
        bias.gradient().put(channel, gradient[channel]);
      }
    }
  }
}
