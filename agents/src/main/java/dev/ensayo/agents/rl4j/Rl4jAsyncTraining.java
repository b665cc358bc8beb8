package dev.ensayo.agents.rl4j;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.core.agent.ActingTraining;
import dev.ensayo.core.agent.Evaluator;
import dev.ensayo.core.agent.PolicyInputs;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run of one of RL4J's asynchronous learners with the log points and tests of every other run.
 *
 * <p>RL4J's threads wait at a gate before each step in their environments. It is opened for a
 * moment at a time, and shut at exactly the steps at which something is due: while the shared
 * network is tested, saved or done with, no thread is at work. RL4J's own {@code train()} only
 * starts these threads and waits for them.
 */
final class Rl4jAsyncTraining extends ScheduledTraining {
  /** How long threads work until the run can be stopped. */
  private static final Duration SLICE = Duration.ofMillis(200);

  /** After it, a thread that is held up in its environment is left behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Makes the learner over the environments of its threads. */
  @FunctionalInterface
  interface Maker {
    AsyncLearner make(List<GatedMdp> environments, SeedSequence seeds);
  }

  private final DecisionProcessSpec spec;
  private final List<Environment> environments = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final WorkerReports reports = new WorkerReports();
  private final StepGate gate;
  private final AsyncLearner learner;
  private final Evaluator evaluator;
  private final MetricMeans.Mean loss = means().mean("train/loss");

  /**
   * @param workers threads, each with an environment of its own
   */
  Rl4jAsyncTraining(TrainingContext context, int workers, Maker maker) {
    super(context, Clock.ENVIRONMENT_STEP, "throughput/steps_per_second", 1);
    DecisionProcess process = (DecisionProcess) context.environment();
    SeedSequence seeds = context.seeds().child(ActingTraining.AGENT_SEEDS);
    this.spec = process.spec();
    this.gate = new StepGate(workers);
    List<GatedMdp> mdps = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      Environment environment = process.create(context.seeds().child("environment").child(i));
      environments.add(environment);
      long actions = seeds.child("actions").child(i).seed("exploration");
      mdps.add(
          new GatedMdp(
              new EnvironmentMdp(
                  environment, Nd4j.getRandomFactory().getNewRandomInstance(actions)),
              gate,
              reports));
    }
    this.learner = maker.make(mdps, seeds);
    learner.addListener(new LossListener(gate, reports));
    this.evaluator =
        new Evaluator(process, context.seeds().child("evaluation"), context.evaluation());
    for (int i = 0; i < workers; i++) {
      threads.add(start(i));
    }
  }

  private Thread start(int number) {
    Thread thread = new Thread(() -> work(number), "rl4j-" + number);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @SuppressWarnings("CatchingUnchecked") // what ends a thread of RL4J must end the run
  private void work(int number) {
    try {
      learner.worker(number).run();
    } catch (StepGate.ClosedException e) {
      return; // the run ends
    } catch (Throwable e) {
      gate.fail(e);
    } finally {
      gate.leave();
      NetworkMemory.freeWorkspaces();
    }
  }

  @Override
  protected long step(long room) {
    try {
      return gate.open(room, SLICE);
    } catch (StepGate.FailedException e) {
      throw failed(e.getCause());
    } finally {
      for (WorkerReports.Episode episode : reports.takeEpisodes()) {
        recordAt(episode.moment(), "episode/return", episode.episodeReturn());
        recordAt(episode.moment(), "episode/length", episode.length());
      }
      reports.takeLosses().forEach(loss::add);
    }
  }

  private TrainingFailedException failed(Throwable reason) {
    if (reason instanceof TrainingFailedException known) {
      return known;
    }
    TrainingFailedException failure =
        new TrainingFailedException(
            "a thread of RL4J ended at environment step "
                + gate.passed()
                + (reason == null ? "" : ": " + reason));
    if (reason != null) {
      failure.initCause(reason);
    }
    return failure;
  }

  @Override
  protected void test(long number) {
    Evaluator.Scores scores = evaluator.evaluate(number, learner.greedy(), environments.get(0));
    record("eval/return", scores.meanReturn());
    record("eval/length", scores.meanLength());
  }

  @Override
  public boolean isResumable() {
    return false;
  }

  @Override
  public void saveState(StateWriter out) {
    throw notResumable();
  }

  @Override
  public void loadState(StateReader in) {
    throw notResumable();
  }

  private static UnsupportedOperationException notResumable() {
    return new UnsupportedOperationException("RL4J hides its state; the run starts over");
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    learner.writeModel(directory);
    PolicyInputs.write(directory, spec, environments.get(0));
  }

  @Override
  public void close() {
    gate.close();
    boolean isOver = true;
    for (Thread thread : threads) {
      Uninterruptibles.joinUninterruptibly(thread, PATIENCE);
      isOver &= !thread.isAlive();
    }
    if (isOver) {
      environments.forEach(Environment::close);
      learner.close();
    }
  }
}
