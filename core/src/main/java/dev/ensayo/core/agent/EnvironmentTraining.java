package dev.ensayo.core.agent;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * An agent that learns in a decision process: the loop, the log points and the tests on the way.
 *
 * <p>Metrics: {@code episode/return} and {@code episode/length} at the end of each training
 * episode, {@code eval/return} and {@code eval/length} (means over the test's episodes) at step 0,
 * at each multiple of {@code evaluation.every} and at the end, and the agent's own.
 */
public final class EnvironmentTraining implements Training {
  private static final int SLICE_STEPS = 256;
  private static final double NANOS_PER_SECOND = 1e9;

  private final TrainingContext context;
  private final long end;
  private final Environment environment;
  private final Agent agent;
  private final EnvironmentLoop loop;
  private final Evaluator evaluator;
  private final MetricMeans means = new MetricMeans();
  private long position;
  private long nextTest;
  private boolean startTested;
  private long trainingNanos;
  private long loggedAt;

  /**
   * @param agentFactory makes the agent from its context
   */
  public EnvironmentTraining(
      TrainingContext context, Function<AgentContext, ? extends Agent> agentFactory) {
    this.context = context;
    this.end = context.budget().amount();
    DecisionProcess process = (DecisionProcess) context.environment();
    this.environment = process.create(context.seeds().child("environment"));
    this.agent =
        agentFactory.apply(
            new AgentContext(
                process.spec(),
                environment.transitionTable(),
                end,
                context.backend(),
                context.seeds().child("agent"),
                means,
                context.metrics()));
    this.loop =
        new EnvironmentLoop(environment, agent.behaviorPolicy(), agent, this::recordEpisode);
    this.evaluator =
        new Evaluator(process, context.seeds().child("evaluation"), context.evaluation());
  }

  @Override
  public Clock clock() {
    return Clock.ENVIRONMENT_STEP;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public boolean isFinished() {
    return position >= end && startTested;
  }

  @Override
  public void advance() {
    if (!startTested) {
      startTested = true;
      test();
      return;
    }
    long testEvery = context.evaluation().every();
    long logEvery = context.log().every();
    long sliceEnd = Math.min(position + SLICE_STEPS, end);
    sliceEnd = Math.min(sliceEnd, nextMultiple(position, testEvery));
    sliceEnd = Math.min(sliceEnd, nextMultiple(position, logEvery));
    long started = System.nanoTime();
    while (position < sliceEnd) {
      position++;
      loop.step();
    }
    trainingNanos += System.nanoTime() - started;
    if (position % logEvery == 0 || position == end) {
      log();
    }
    if (position % testEvery == 0 || position == end) {
      test();
    }
  }

  private static long nextMultiple(long position, long every) {
    return (position / every + 1) * every;
  }

  private void recordEpisode(double episodeReturn, int length) {
    record("episode/return", episodeReturn);
    record("episode/length", length);
  }

  private void log() {
    means.recordAndReset(Clock.ENVIRONMENT_STEP, position, context.metrics());
    double seconds = trainingNanos / NANOS_PER_SECOND;
    if (seconds > 0) {
      context
          .timings()
          .record(
              Clock.ENVIRONMENT_STEP,
              position,
              "throughput/steps_per_second",
              (position - loggedAt) / seconds);
    }
    trainingNanos = 0;
    loggedAt = position;
  }

  private void test() {
    agent.onEvaluation(position);
    Evaluator.Scores scores = evaluator.evaluate(nextTest++, agent.evaluationPolicy(), environment);
    record("eval/return", scores.meanReturn());
    record("eval/length", scores.meanLength());
  }

  private void record(String metric, double value) {
    MetricSink metrics = context.metrics();
    metrics.record(Clock.ENVIRONMENT_STEP, position, metric, value);
  }

  @Override
  public boolean isResumable() {
    return environment.canSaveState() && agent.canSaveState();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("training");
    out.writeLong(position);
    out.writeLong(nextTest);
    out.writeBoolean(startTested);
    loop.saveState(out);
    means.saveState(out);
    agent.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("training");
    position = in.readLong();
    nextTest = in.readLong();
    startTested = in.readBoolean();
    loggedAt = position;
    loop.loadState(in);
    means.loadState(in);
    agent.loadState(in);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    agent.writeModel(directory);
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
