package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.attention.CrossAttentionBlock;
import dev.ensayo.backend.compiled.node.Side;
import dev.ensayo.backend.compiled.node.WindowLayout;
import dev.ensayo.backend.compiled.recurrent.TokenLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A {@link Plan} over pairs of windows: sequences of S tokens are read, then sequences of T tokens
 * written, each with what was written before at its input (teacher forcing). All blocks that depend
 * on the first input alone are the encoder; the others are the decoder, which can go on from its
 * carried state while what was encoded stays.
 *
 * <p>Arrays are as those of {@link SequencePlan}. The carried state {@code [B, S]} is that of all
 * recurrent layers. Nothing is checked here. Once it has seen its largest windows, nothing
 * allocates. Not thread-safe.
 */
public final class TransductionPlan implements AutoCloseable {
  private final Plan plan;
  private final WindowLayout layout;
  private final TokenLoss loss;
  private final ImmutableList<SidedBlock> encoder;
  private final ImmutableList<SidedBlock> decoder;
  private final CrossAttentionBlock attention;
  private SequenceWindow encoded;

  private TransductionPlan(Plan plan, WindowLayout layout) {
    this.plan = plan;
    this.layout = layout;
    this.loss = new TokenLoss(plan.output(0), 0);
    this.encoder = on(plan, Side.SOURCE);
    this.decoder = on(plan, Side.TARGET);
    this.attention =
        decoder.stream()
            .map(SidedBlock::block)
            .filter(CrossAttentionBlock.class::isInstance)
            .map(CrossAttentionBlock.class::cast)
            .findFirst()
            .orElse(null);
  }

  private static ImmutableList<SidedBlock> on(Plan plan, Side side) {
    return plan.blocks().stream()
        .map(SidedBlock.class::cast)
        .filter(block -> block.side() == side)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Compiles a network.
   *
   * @param configuration of an initialized graph with two inputs, tokens to read and tokens that
   *     were written, and one output, a softmax with cross-entropy for each of the latter; its
   *     iteration count goes up with every step
   * @param buffers of the network, changed in place
   * @param windows how large they get
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   * @throws InvalidSettingException for what is not there, naming the layer
   */
  public static TransductionPlan compile(
      ComputationGraphConfiguration configuration,
      NetworkBuffers buffers,
      PairLimits windows,
      OptionalDouble largestNorm) {
    Blueprint blueprint = PairOfWindows.of(Blueprint.of(configuration));
    WindowLayout layout = new WindowLayout(windows.sequences(), true);
    Limits limits = new Limits(windows.rows(), largestNorm);
    Plan plan = new PlanCompiler(blueprint, buffers, limits, layout).compile(null);
    return new TransductionPlan(plan, layout);
  }

  /** Numbers of carried state of one sequence, over all layers of encoder and decoder. */
  public int stateSize() {
    return layout.stateSize();
  }

  /**
   * Takes one gradient step on the mean loss of the tokens written.
   *
   * @param source what is read
   * @param target what is written, with the tokens before at its input
   * @param state room for what is carried; its numbers do not matter
   * @param random draws dropout masks
   * @return the mean loss before the step; 0 where no token counts
   */
  public double fit(
      SequenceWindow source, SequenceWindow target, SequenceState state, RandomGenerator random) {
    double mean = computeGradient(source, target, state, random);
    plan.update();
    return mean;
  }

  /** Forward, loss and backward; the gradient is then in {@link #gradient}. */
  double computeGradient(
      SequenceWindow source, SequenceWindow target, SequenceState state, RandomGenerator random) {
    state.reset();
    plan.pass().beginTraining(source, target, state, random);
    plan.forward();
    plan.pass().enter(Side.TARGET);
    loss.measure(plan.pass(), null);
    loss.slope(plan.pass());
    plan.backward();
    return loss.weight() == 0 ? 0 : loss.sum() / loss.weight();
  }

  /**
   * Computes the losses of what is written as at inference.
   *
   * @param losses receives the loss of each token, {@code [T·B]}, 0 where the mask is 0; null where
   *     that is not wanted
   * @return their sum
   */
  public double score(
      SequenceWindow source, SequenceWindow target, SequenceState state, float[] losses) {
    encode(source, state);
    decode(target, state);
    plan.pass().enter(Side.TARGET);
    loss.measure(plan.pass(), losses);
    return loss.sum();
  }

  /**
   * Reads sequences as at inference.
   *
   * @param source neither it nor its arrays may change until what follows has been predicted
   * @param state receives what the decoder begins with
   */
  public void encode(SequenceWindow source, SequenceState state) {
    state.reset();
    encoded = source;
    plan.pass().beginInference(source, null, state);
    run(encoder);
  }

  /**
   * Computes the probabilities of the tokens written, from where {@link #encode} or the last call
   * left off.
   *
   * @param target whose targets and weights do not matter
   * @param state goes on
   * @param outputs receives {@code [T·B, V]}
   */
  public void predict(SequenceWindow target, SequenceState state, float[] outputs) {
    decode(target, state);
    plan.pass().enter(Side.TARGET);
    plan.store(0, outputs);
  }

  /** Whether the decoder attends to what was read. */
  public boolean attends() {
    return attention != null;
  }

  /**
   * Reads how much each step of the last {@link #predict} was made of each that was read.
   *
   * @param weights receives {@code [T·B, S]}
   */
  public void attention(float[] weights) {
    attention.store(plan.pass(), weights);
  }

  private void decode(SequenceWindow target, SequenceState state) {
    plan.pass().beginInference(encoded, target, state);
    run(decoder);
  }

  private void run(List<SidedBlock> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).forward(plan.pass());
    }
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
