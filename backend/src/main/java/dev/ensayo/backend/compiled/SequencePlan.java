package dev.ensayo.backend.compiled;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A {@link Plan} over windows of token sequences: a language model trained by truncated
 * backpropagation through time (Williams and Peng, "An efficient gradient-based algorithm for
 * on-line training of recurrent network trajectories", 1990).
 *
 * <p>All arrays are time step after time step: {@code [T·B]}, entry t·B + b being step t of
 * sequence b. The carried state is {@code [B, S]}, S being {@link #stateSize}: it is read before
 * the first step and holds the state after the last. Arrays may be longer than needed; nothing is
 * checked here. Once it has seen its largest window, nothing allocates. Not thread-safe.
 */
public final class SequencePlan implements AutoCloseable {
  private final Plan plan;
  private final WindowLayout layout;
  private final TokenLoss loss;
  private final int vocabulary;

  private SequencePlan(Plan plan, WindowLayout layout) {
    this.plan = plan;
    this.layout = layout;
    this.loss = new TokenLoss(plan.output(), plan.parameterSlice());
    this.vocabulary = plan.output().shape().size();
  }

  /**
   * Compiles a network that reads tokens and ends in a softmax over tokens.
   *
   * @param configuration an embedding or a recurrent layer first, an {@code RnnOutputLayer} with
   *     softmax and cross-entropy last; its iteration count goes up with every step
   * @param parameters the network's flat parameters, changed in place
   * @param updaterState the network's flat updater state, changed in place; null where there is
   *     none
   * @param largestSequences the most sequences B side by side
   * @param longestWindow the most time steps T
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   * @throws InvalidSettingException for what is not there, naming the layer
   */
  public static SequencePlan compile(
      MultiLayerConfiguration configuration,
      INDArray parameters,
      INDArray updaterState,
      int largestSequences,
      int longestWindow,
      OptionalDouble largestNorm) {
    checkOutput(configuration);
    WindowLayout layout = new WindowLayout(largestSequences, true);
    int rows = Math.multiplyExact(largestSequences, longestWindow);
    PlanCompiler compiler =
        new PlanCompiler(configuration, parameters, updaterState, rows, largestNorm, layout);
    return new SequencePlan(compiler.compile(), layout);
  }

  private static void checkOutput(MultiLayerConfiguration configuration) {
    int last = configuration.getConfs().size() - 1;
    boolean softmax =
        configuration.getConf(last).getLayer() instanceof RnnOutputLayer layer
            && layer.getActivationFn() instanceof ActivationSoftmax
            && layer.getLossFn() instanceof LossMCXENT cross
            && cross.getWeights() == null;
    if (!softmax) {
      throw new InvalidSettingException(
          "layers", "layer " + last + ": a model of tokens ends in a softmax with cross-entropy");
    }
  }

  /** Numbers S of carried state of one sequence, over all layers. */
  public int stateSize() {
    return layout.stateSize();
  }

  /**
   * Takes one gradient step on a window; the gradient is that of the mean over the tokens learned
   * from.
   *
   * @param tokens {@code [T·B]}
   * @param targets {@code [T·B]}
   * @param mask {@code [T·B]}, 1 or 0: whether a token is there; null for all
   * @param backwardSteps how many of the last steps are learned from, 1 to T
   * @param state {@code [B, S]}
   * @param random draws dropout masks
   * @return the mean loss of the tokens of the whole window before the step, in nats
   */
  public double fit(
      int[] tokens,
      int[] targets,
      float[] mask,
      int sequences,
      int steps,
      int backwardSteps,
      float[] state,
      RandomGenerator random) {
    double mean =
        computeGradient(tokens, targets, mask, sequences, steps, backwardSteps, state, random);
    plan.update();
    return mean;
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient}. */
  double computeGradient(
      int[] tokens,
      int[] targets,
      float[] mask,
      int sequences,
      int steps,
      int backwardSteps,
      float[] state,
      RandomGenerator random) {
    Pass pass = plan.pass();
    pass.beginTraining(sequences * steps, random);
    pass.setWindow(sequences, steps, backwardSteps, tokens, mask, state, stateSize());
    plan.forward();
    loss.measure(pass, targets);
    loss.slope(pass, targets);
    plan.backward();
    return loss.sum() / loss.weight();
  }

  /**
   * Computes the loss of a window as at inference.
   *
   * @param tokens {@code [T·B]}
   * @param targets {@code [T·B]}
   * @param mask {@code [T·B]}, 1 or 0; null for all
   * @param state {@code [B, S]}
   * @return the sum of the losses of the tokens, in nats
   */
  public double score(
      int[] tokens, int[] targets, float[] mask, int sequences, int steps, float[] state) {
    forward(tokens, mask, sequences, steps, state);
    loss.measure(plan.pass(), targets);
    return loss.sum();
  }

  /**
   * Computes the probabilities of the next token after each step.
   *
   * @param tokens {@code [T·B]}
   * @param mask {@code [T·B]}, 1 or 0; null for all
   * @param state {@code [B, S]}
   * @param probabilities receives {@code [T·B, V]}
   */
  public void predict(
      int[] tokens, float[] mask, int sequences, int steps, float[] state, float[] probabilities) {
    forward(tokens, mask, sequences, steps, state);
    plan.output().data().slice().store(probabilities, sequences * steps * vocabulary);
  }

  private void forward(int[] tokens, float[] mask, int sequences, int steps, float[] state) {
    Pass pass = plan.pass();
    pass.beginInference(sequences * steps);
    pass.setWindow(sequences, steps, steps, tokens, mask, state, stateSize());
    plan.forward();
  }

  /** L2 norm of the last step's gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return plan.gradientNorm();
  }

  Slice parameterSlice() {
    return plan.parameterSlice();
  }

  Slice gradient() {
    return plan.gradient();
  }

  @Override
  public void close() {
    plan.close();
  }
}
