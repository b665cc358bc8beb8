package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.node.Noisy;
import java.util.List;

/**
 * The gradients of a network's inputs, as at inference: a {@link Plan} of its own over the same
 * parameters, for one that trains has no room for them. Arrays may be longer than needed; nothing
 * is checked here. Apart from compiling, nothing allocates. Not thread-safe.
 */
public final class InputGradientPlan implements AutoCloseable {
  private final Plan plan;

  private InputGradientPlan(Plan plan) {
    this.plan = plan;
  }

  /**
   * Compiles a network.
   *
   * @param buffers of the network, of which the parameters are read
   */
  public static InputGradientPlan compile(
      Blueprint blueprint, NetworkBuffers buffers, Limits limits) {
    return new InputGradientPlan(
        new PlanCompiler(blueprint, buffers, limits, null).compileForInputs());
  }

  /**
   * Computes a gradient.
   *
   * @param inputs {@code [batch, Fᵢ]} each
   * @param input whose gradient is wanted
   * @param outputGradients {@code [batch, Oᵢ]} each; null for zeros, of one output
   * @param inputGradient receives {@code [batch, F]} of that input
   */
  public void compute(
      float[][] inputs, int batch, int input, float[][] outputGradients, float[] inputGradient) {
    plan.pass().beginInputGradients(batch);
    plan.pass().giveSlopesOfOutputs();
    // The parameters are changed elsewhere.
    plan.parametersChanged();
    for (int i = 0; i < plan.inputs(); i++) {
      plan.load(i, inputs[i]);
    }
    plan.forward();
    for (int i = 0; i < plan.outputs(); i++) {
      if (outputGradients[i] == null) {
        plan.clearSlopes(i);
      } else {
        plan.loadSlopes(i, outputGradients[i]);
      }
    }
    plan.backward();
    plan.storeInputSlopes(input, inputGradient);
  }

  /** The blocks with noise that are trained, in the order of the parameters. */
  public List<Noisy> noisyBlocks() {
    return plan.noisyBlocks();
  }

  @Override
  public void close() {
    plan.close();
  }
}
