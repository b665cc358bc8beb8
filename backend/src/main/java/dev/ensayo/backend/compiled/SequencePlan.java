package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.WindowLayout;
import dev.ensayo.backend.compiled.recurrent.AdaptiveSoftmaxBlock;
import dev.ensayo.backend.compiled.recurrent.ClusteredLoss;
import dev.ensayo.backend.compiled.recurrent.RecurrentRows;
import dev.ensayo.backend.compiled.recurrent.SequenceHead;
import dev.ensayo.backend.compiled.recurrent.SequenceLoss;
import dev.ensayo.backend.compiled.recurrent.TokenLoss;
import dev.ensayo.backend.compiled.recurrent.VectorLoss;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * A {@link Plan} over windows of sequences of tokens or vectors: a recurrent network trained by
 * truncated backpropagation through time (Williams and Peng, "An efficient gradient-based algorithm
 * for on-line training of recurrent network trajectories", 1990).
 *
 * <p>All arrays are time step after time step: {@code [T·B]}, entry t·B + b being step t of
 * sequence b. A network that keeps the last step alone ({@code LastTimeStep}) has one output and
 * one target for each sequence instead. The carried state is {@code [B, S]}, S being {@link
 * #stateSize}: it is read before the first step and holds the state after the last. Arrays may be
 * longer than needed; nothing is checked here. Once it has seen its largest window, nothing
 * allocates. Not thread-safe.
 */
public final class SequencePlan implements AutoCloseable {
  private final Plan plan;
  private final WindowLayout layout;
  private final SequenceLoss loss;
  private final AdaptiveSoftmaxBlock clustered;
  private final GivenLoss givenLoss;
  private final ImmutableList<RecurrentRows> recurrent;
  private final WindowRegularizer regularizer;

  /**
   * @param clustered the output layer, if it is an adaptive softmax; else null
   */
  private SequencePlan(
      Plan plan,
      WindowLayout layout,
      SequenceLoss loss,
      AdaptiveSoftmaxBlock clustered,
      WindowRegularizer regularizer,
      int largestRows) {
    this.plan = plan;
    this.regularizer = regularizer;
    this.layout = layout;
    this.loss = loss;
    this.clustered = clustered;
    this.givenLoss = new GivenLoss(plan, largestRows);
    this.recurrent =
        plan.blocks().stream()
            .filter(RecurrentRows.class::isInstance)
            .map(RecurrentRows.class::cast)
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * Compiles a network.
   *
   * @param configuration an embedding or a recurrent layer first; last an {@code RnnOutputLayer}
   *     or, after a {@code LastTimeStep}, an {@code OutputLayer}, whose targets are classes if it
   *     is a softmax with cross-entropy, else vectors; its iteration count goes up with every step
   * @param buffers of the network, changed in place
   * @param windows how large they get
   * @param tokens whether the network reads token ids; else vectors
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   * @param labelSmoothing share of each target class that is spread evenly over all of them while
   *     training, in [0, 1)
   * @param regularization what is dropped and penalized while training, beside what the layers say
   * @throws InvalidSettingException for what is not there, naming the layer
   */
  public static SequencePlan compile(
      MultiLayerConfiguration configuration,
      NetworkBuffers buffers,
      WindowLimits windows,
      boolean tokens,
      OptionalDouble largestNorm,
      double labelSmoothing,
      WindowRegularization regularization) {
    SequenceHead head = SequenceHead.of(configuration);
    Blueprint blueprint = PenaltyNodes.added(Blueprint.of(configuration), regularization);
    WindowLayout layout = new WindowLayout(windows.sequences(), tokens);
    Limits limits = new Limits(windows.rows(), largestNorm);
    Plan plan = new PlanCompiler(blueprint, buffers, limits, layout).compile(null);
    AdaptiveSoftmaxBlock clustered =
        plan.blocks().stream()
            .filter(AdaptiveSoftmaxBlock.class::isInstance)
            .map(AdaptiveSoftmaxBlock.class::cast)
            .findFirst()
            .orElse(null);
    SequenceLoss loss;
    if (clustered != null) {
      loss = new ClusteredLoss(clustered);
    } else if (head.classes()) {
      loss = new TokenLoss(plan.output(0), labelSmoothing);
    } else {
      loss = new VectorLoss(plan.output(0), blueprint.outputs().get(0).loss());
    }
    WindowRegularizer regularizer = new WindowRegularizer(plan.blocks(), regularization);
    return new SequencePlan(plan, layout, loss, clustered, regularizer, windows.rows());
  }

  /** Numbers S of carried state of one sequence, over all layers. */
  public int stateSize() {
    return layout.stateSize();
  }

  /**
   * Takes one gradient step on a window; the gradient is that of the mean over the targets learned
   * from, Σ w·l / Σ w with their weights.
   *
   * @param random draws dropout masks
   * @return the mean loss of the targets of the whole window before the step; 0 where none counts
   */
  public double fit(SequenceWindow window, SequenceState state, RandomGenerator random) {
    double mean = computeGradient(window, state, random);
    plan.update();
    return mean;
  }

  /**
   * Computes the gradient of a window and takes no step.
   *
   * @param random draws dropout masks
   * @param receiver receives it, {@code [P]}
   * @return as {@link #fit(SequenceWindow, SequenceState, RandomGenerator)}
   */
  public double gradient(
      SequenceWindow window, SequenceState state, RandomGenerator random, float[] receiver) {
    double mean = computeGradient(window, state, random);
    plan.measureGradient();
    plan.gradient().store(receiver, plan.gradient().length());
    return mean;
  }

  /**
   * Takes the step of a gradient that was computed before.
   *
   * @param gradient {@code [P]}
   */
  public void step(float[] gradient) {
    plan.gradient().load(gradient, plan.gradient().length());
    plan.update();
  }

  /** Tells that the parameters were changed otherwise than by this plan's steps. */
  public void parametersChanged() {
    plan.parametersChanged();
  }

  /**
   * Takes one gradient step on a loss that is given by its gradient at the outputs {@code [T·B, O]}
   * or {@code [B, O]}. That of rows that are masked or not learned from is taken for 0.
   *
   * @param random draws dropout masks
   * @return the loss, without regularization
   * @throws InvalidSettingException if the output is an adaptive softmax, which never has all of
   *     its outputs
   */
  public double fit(
      SequenceWindow window, SequenceState state, OutputLoss given, RandomGenerator random) {
    double value = computeGradient(window, state, given, random);
    plan.update();
    return value;
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient}. */
  double computeGradient(
      SequenceWindow window, SequenceState state, OutputLoss given, RandomGenerator random) {
    if (clustered != null) {
      throw new InvalidSettingException(
          "output",
          "an adaptive softmax learns from targets alone; a loss of all outputs needs a softmax");
    }
    plan.pass().beginTraining(window, state, random);
    regularizer.begin(random);
    try {
      return computeGradient(window, given);
    } finally {
      regularizer.end();
    }
  }

  private double computeGradient(SequenceWindow window, OutputLoss given) {
    forward(window);
    double value = givenLoss.compute(given);
    Slice slopes = plan.output(0).gradient().slice();
    int columns = plan.output(0).shape().size();
    for (int row = 0; row < plan.pass().rows(); row++) {
      if (row < plan.pass().firstLearnedRow() || !plan.pass().isThere(row)) {
        plan.pass().arithmetic().images().clear(slopes, row * columns, columns);
      }
    }
    plan.backward();
    return value;
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient}. */
  double computeGradient(SequenceWindow window, SequenceState state, RandomGenerator random) {
    plan.pass().beginTraining(window, state, random);
    regularizer.begin(random);
    forward(window);
    loss.measure(plan.pass(), null);
    loss.slope(plan.pass());
    plan.backward();
    regularizer.end();
    return meanLoss();
  }

  /** The loss of a training walk without going back, which leaves {@link #penalty} as it was. */
  double computeLoss(SequenceWindow window, SequenceState state, RandomGenerator random) {
    plan.pass().beginTraining(window, state, random);
    regularizer.begin(random);
    forward(window);
    loss.measure(plan.pass(), null);
    regularizer.end();
    return meanLoss();
  }

  private double meanLoss() {
    return loss.weight() == 0 ? 0 : loss.sum() / loss.weight();
  }

  /**
   * Computes the losses of a window as at inference.
   *
   * @param losses receives the loss of each target without its weight, {@code [T·B]} or {@code
   *     [B]}, 0 where the mask is 0; null where that is not wanted
   * @return Σ w·l
   */
  public double score(SequenceWindow window, SequenceState state, float[] losses) {
    plan.pass().beginInference(window, state);
    forward(window);
    loss.measure(plan.pass(), losses);
    return loss.sum();
  }

  /**
   * Computes outputs as at inference.
   *
   * @param outputs receives {@code [T·B, O]} or {@code [B, O]}
   */
  public void predict(SequenceWindow window, SequenceState state, float[] outputs) {
    plan.pass().beginInference(window, state);
    forward(window);
    if (clustered == null) {
      plan.store(0, outputs);
    } else {
      clustered.store(plan.pass(), outputs);
    }
  }

  /** Recurrent layers, from input to output. */
  ImmutableList<RecurrentRows> recurrentBlocks() {
    return recurrent;
  }

  /**
   * How much the last hidden state of each recurrent layer depends on its earlier ones: the root
   * mean square over the sequences of ‖∂h_T/∂h_t‖ / √U in the Frobenius norm, as at inference. Of
   * an LSTM h_t varies and c_t does not. The state is read and left as it is.
   *
   * <p>The squared norm is the mean of ‖v·∂h_T/∂h_t‖² over vectors v of random signs (Hutchinson,
   * "A stochastic estimator of the trace of the influence matrix", 1990), one for each sequence and
   * projection.
   *
   * @param projections how many vectors of each sequence, at least 1
   * @param random draws their signs
   * @return {@code [layers, T]}; entry (l, k) is layer l's for T − t = k, 1 for k = 0
   */
  public double[][] hiddenGradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random) {
    float[][] directions = new float[recurrent.size()][];
    for (int layer = 0; layer < directions.length; layer++) {
      directions[layer] = new float[state.sequences() * recurrent.get(layer).units()];
    }
    double[][] squares = new double[directions.length][window.steps()];
    for (int projection = 0; projection < projections; projection++) {
      for (float[] direction : directions) {
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
        }
      }
      addSquaredSlopes(window, state, directions, squares);
    }
    double[][] norms = new double[directions.length][window.steps()];
    for (int layer = 0; layer < directions.length; layer++) {
      double count = (double) projections * directions[layer].length;
      for (int k = 0; k < window.steps(); k++) {
        norms[layer][k] = Math.sqrt(squares[layer][window.steps() - 1 - k] / count);
      }
    }
    return norms;
  }

  /** From the last layer to the first, so that each finds what its forward left. */
  void addSquaredSlopes(
      SequenceWindow window, SequenceState state, float[][] directions, double[][] squares) {
    SequenceState carried = new SequenceState(state.sequences(), state.size());
    carried.copyFrom(state);
    plan.pass().beginInference(window, carried);
    forward(window);
    plan.pass().rowsAreSteps();
    for (int layer = directions.length - 1; layer >= 0; layer--) {
      recurrent.get(layer).addSquaredSlopes(plan.pass(), directions[layer], squares[layer]);
    }
  }

  private void forward(SequenceWindow window) {
    if (!layout.tokens()) {
      plan.load(0, window.vectors());
    }
    plan.forward();
  }

  /** Writes the updaters' state to the network's buffer, where it is not while steps are taken. */
  public void storeUpdaterState() {
    plan.storeUpdaterState();
  }

  /** Tells that the network's buffer of the updaters' state was changed from outside. */
  public void updaterStateChanged() {
    plan.updaterStateChanged();
  }

  /** L2 norm of the last step's gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return plan.gradientNorm();
  }

  /** What the penalties on activations added to what the last step minimized. */
  double penalty() {
    return regularizer.penalty();
  }

  Slice parameters() {
    return plan.parameters();
  }

  Slice gradient() {
    return plan.gradient();
  }

  @Override
  public void close() {
    plan.close();
  }
}
