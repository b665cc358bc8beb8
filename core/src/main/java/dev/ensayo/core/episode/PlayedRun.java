package dev.ensayo.core.episode;

import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.WrapperStates;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The policy of a finished run, ready to play in the run's environment. */
public final class PlayedRun implements AutoCloseable {
  /** The seed of the episode that reports show. */
  public static final long USUAL_SEED = 1;

  private final DecisionProcess process;
  private final Environment trained;
  private final TrainedPolicy policy;

  private PlayedRun(DecisionProcess process, Environment trained, TrainedPolicy policy) {
    this.process = process;
    this.trained = trained;
    this.policy = policy;
  }

  /**
   * Opens a run.
   *
   * @param plan of the run; its agent {@linkplain RunPlan#acts acts}
   * @param folder of the run
   * @return empty if the agent keeps no policy
   * @throws IOException if what was kept cannot be read
   */
  public static Optional<PlayedRun> open(RunPlan plan, Path folder) throws IOException {
    return open(plan, (DecisionProcess) plan.openEnvironment(), folder);
  }

  /**
   * Opens a run.
   *
   * @param plan of the run; its agent {@linkplain RunPlan#acts acts}
   * @param process of the plan
   * @param folder of the run
   * @return empty if the agent keeps no policy
   * @throws IOException if what was kept cannot be read
   */
  public static Optional<PlayedRun> open(RunPlan plan, DecisionProcess process, Path folder)
      throws IOException {
    Environment trained = process.create(new SeedSequence(USUAL_SEED).child("trained"));
    Optional<TrainedPolicy> policy = Optional.empty();
    try {
      WrapperStates.restore(folder, trained);
      policy = plan.loadPolicy(folder, process);
    } finally {
      if (policy.isEmpty()) {
        trained.close();
      }
    }
    return policy.map(loaded -> new PlayedRun(process, trained, loaded));
  }

  /** The policy. */
  public TrainedPolicy policy() {
    return policy;
  }

  /** A copy of the environment that is not played in, to ask what it is like. */
  public Environment example() {
    return trained;
  }

  /**
   * Who plays.
   *
   * @param seed of the episodes
   * @param stepLimit steps after which an episode is cut
   */
  public EpisodePlayer player(long seed, int stepLimit) {
    return new EpisodePlayer(
        process, trained, policy, new SeedSequence(seed).child("play"), stepLimit);
  }

  @Override
  public void close() {
    try {
      policy.close();
    } finally {
      trained.close();
    }
  }
}
