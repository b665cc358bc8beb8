package dev.ensayo.core.agent;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Learning to act in a decision process: the log points and the tests on the way, whether one copy
 * is acted in or several.
 *
 * <p>Metrics: {@code episode/return} and {@code episode/length} at the end of each training
 * episode, {@code eval/return} and {@code eval/length} (means over the test's episodes) at step 0,
 * at each multiple of {@code evaluation.every} and at the end, and the agent's own.
 */
public abstract class ActingTraining extends ScheduledTraining {
  /** Names of the metrics that are recorded whoever learns. */
  public static final ImmutableSet<String> METRICS =
      ImmutableSet.of("episode/return", "episode/length", "eval/return", "eval/length");

  /** The root of an agent's randomness, below that of the run. */
  public static final String AGENT_SEEDS = "agent";

  /** The root of the randomness of what is trained in, below that of the run. */
  static final String ENVIRONMENT_SEEDS = "environment";

  private final TrainingContext context;
  private final DecisionProcess process;
  private final Evaluator evaluator;

  /**
   * @param stepsPerSlice how many steps make a slice of about a second or less
   */
  ActingTraining(TrainingContext context, int stepsPerSlice) {
    super(context, Clock.ENVIRONMENT_STEP, "throughput/steps_per_second", stepsPerSlice);
    this.context = context;
    this.process = (DecisionProcess) context.environment();
    this.evaluator =
        new Evaluator(process, context.seeds().child("evaluation"), context.evaluation());
  }

  /** Who learns. */
  abstract Learner learner();

  /** The copy that is trained in, or the first of them. */
  abstract Environment environment();

  /** What is acted in. */
  final DecisionProcess process() {
    return process;
  }

  /** What an agent is given. */
  final AgentContext agentContext(Environment trained) {
    return new AgentContext(
        process.spec(),
        trained.transitionTable(),
        end(),
        context.backend(),
        context.seeds().child(AGENT_SEEDS),
        means(),
        context.metrics());
  }

  final void recordEpisode(long ended, double episodeReturn, int length) {
    recordAt(ended, "episode/return", episodeReturn);
    recordAt(ended, "episode/length", length);
  }

  @Override
  protected final void test(long number) {
    learner().onEvaluation(position());
    Evaluator.Scores scores =
        evaluator.evaluate(number, learner().evaluationPolicy(), environment());
    record("eval/return", scores.meanReturn());
    record("eval/length", scores.meanLength());
  }

  @Override
  protected final OptionalLong updates() {
    return learner().updatesMade();
  }

  @Override
  public final void writeModel(Path directory) throws IOException {
    learner().writeModel(directory);
    PolicyInputs.write(directory, process.spec(), environment());
  }
}
