package dev.ensayo.core.agent;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * An agent that learns in a decision process: the loop, the log points and the tests on the way.
 *
 * <p>Metrics: {@code episode/return} and {@code episode/length} at the end of each training
 * episode, {@code eval/return} and {@code eval/length} (means over the test's episodes) at step 0,
 * at each multiple of {@code evaluation.every} and at the end, and the agent's own.
 */
public final class EnvironmentTraining extends ScheduledTraining {
  /** Names of the metrics that are recorded whoever learns. */
  public static final ImmutableSet<String> METRICS =
      ImmutableSet.of("episode/return", "episode/length", "eval/return", "eval/length");

  /** The root of an agent's randomness, below that of the run. */
  public static final String AGENT_SEEDS = "agent";

  private static final int STEPS_PER_SLICE = 256;

  private final DecisionProcessSpec spec;
  private final Environment environment;
  private final Agent agent;
  private final EnvironmentLoop loop;
  private final Evaluator evaluator;

  /**
   * @param agentFactory makes the agent from its context
   */
  public EnvironmentTraining(
      TrainingContext context, Function<AgentContext, ? extends Agent> agentFactory) {
    super(context, Clock.ENVIRONMENT_STEP, "throughput/steps_per_second", STEPS_PER_SLICE);
    DecisionProcess process = (DecisionProcess) context.environment();
    this.spec = process.spec();
    this.environment = process.create(context.seeds().child("environment"));
    this.agent =
        agentFactory.apply(
            new AgentContext(
                process.spec(),
                environment.transitionTable(),
                end(),
                context.backend(),
                context.seeds().child(AGENT_SEEDS),
                means(),
                context.metrics()));
    this.loop =
        new EnvironmentLoop(environment, agent.behaviorPolicy(), agent, this::recordEpisode);
    this.evaluator =
        new Evaluator(process, context.seeds().child("evaluation"), context.evaluation());
  }

  @Override
  protected long step(long room) {
    loop.step();
    return 1;
  }

  @Override
  protected void test(long number) {
    agent.onEvaluation(position());
    Evaluator.Scores scores = evaluator.evaluate(number, agent.evaluationPolicy(), environment);
    record("eval/return", scores.meanReturn());
    record("eval/length", scores.meanLength());
  }

  @Override
  protected OptionalLong updates() {
    return agent.updatesMade();
  }

  private void recordEpisode(double episodeReturn, int length) {
    long ended = position() + 1;
    recordAt(ended, "episode/return", episodeReturn);
    recordAt(ended, "episode/length", length);
  }

  @Override
  public boolean isResumable() {
    return environment.canSaveState() && agent.canSaveState();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    loop.saveState(out);
    agent.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    loop.loadState(in);
    agent.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    agent.writeModel(directory);
    PolicyInputs.write(directory, spec, environment);
  }

  @Override
  public void close() {
    try {
      agent.close();
    } finally {
      environment.close();
    }
  }
}
