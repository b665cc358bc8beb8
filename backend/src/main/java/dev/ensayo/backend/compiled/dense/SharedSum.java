package dev.ensayo.backend.compiled.dense;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.extension.CombinedDense;
import java.nio.FloatBuffer;

/** One sum for all units: Σ x_i, or Σ w_i x_i and a bias for each unit. */
final class SharedSum implements NetInputs {
  private final Value input;
  private final int inputs;
  private final int units;
  private final ParameterTensor weights;
  private final ParameterTensor bias;
  private final boolean addsToInputGradient;

  /**
   * @param learned whether there are slopes and biases
   */
  SharedSum(BlockContext context, boolean learned, int units) {
    this.input = context.input();
    this.inputs = input.shape().size();
    this.units = units;
    this.weights = learned ? context.parameter(CombinedDense.WEIGHTS, inputs) : null;
    this.bias = learned ? context.parameter(CombinedDense.BIAS, units) : null;
    this.addsToInputGradient = context.addsToInputGradient();
  }

  @Override
  public void forward(Pass pass, Slice net) {
    FloatBuffer x = input.data().slice().buffer();
    FloatBuffer z = net.buffer();
    FloatBuffer w = weights == null ? null : weights.values().buffer();
    for (int row = 0; row < pass.rows(); row++) {
      float sum = 0;
      for (int i = 0; i < inputs; i++) {
        float value = x.get(row * inputs + i);
        sum += w == null ? value : w.get(i) * value;
      }
      for (int unit = 0; unit < units; unit++) {
        z.put(row * units + unit, sum);
      }
    }
  }

  @Override
  public Slice offsets() {
    return bias == null ? null : bias.values();
  }

  @Override
  public void backward(Pass pass, Slice slopes) {
    FloatBuffer slope = slopes.buffer();
    FloatBuffer x = input.data().slice().buffer();
    FloatBuffer w = weights == null ? null : weights.values().buffer();
    FloatBuffer ofWeights = weights == null ? null : weights.gradient().buffer();
    FloatBuffer ofBias = bias == null ? null : bias.gradient().buffer();
    FloatBuffer ofInput = input.needsGradient() ? input.gradient().slice().buffer() : null;
    clear(ofWeights, inputs);
    clear(ofBias, units);
    for (int row = 0; row < pass.rows(); row++) {
      float sum = 0;
      for (int unit = 0; unit < units; unit++) {
        float own = slope.get(row * units + unit);
        sum += own;
        add(ofBias, unit, own);
      }
      for (int i = 0; i < inputs; i++) {
        int at = row * inputs + i;
        add(ofWeights, i, sum * x.get(at));
        if (ofInput != null) {
          float given = w == null ? sum : sum * w.get(i);
          ofInput.put(at, addsToInputGradient ? ofInput.get(at) + given : given);
        }
      }
    }
  }

  private static void clear(FloatBuffer numbers, int count) {
    for (int i = 0; numbers != null && i < count; i++) {
      numbers.put(i, 0);
    }
  }

  private static void add(FloatBuffer numbers, int at, float value) {
    if (numbers != null) {
      numbers.put(at, numbers.get(at) + value);
    }
  }
}
