package dev.ensayo.agents.policygradient.reinforce;

import dev.ensayo.agents.policygradient.acting.CopyActor;
import dev.ensayo.agents.policygradient.acting.DistributionPolicy;
import dev.ensayo.agents.policygradient.acting.Networks;
import dev.ensayo.agents.policygradient.learning.ActorCriticLoss;
import dev.ensayo.agents.policygradient.learning.Annealing;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.learning.RunSchedule;
import dev.ensayo.agents.policygradient.learning.UpdateMetrics;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.network.FeedForwardActorCritic;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * REINFORCE: plays whole episodes and makes what brought much more probable.
 *
 * <p>Paper: Williams, "Simple statistical gradient-following algorithms for connectionist
 * reinforcement learning", Machine Learning 8, 1992; with a value as baseline Sutton and Barto,
 * Reinforcement Learning, 2nd edition, section 13.4.
 */
public final class ReinforceAgent implements VectorAgent {
  private final ActorCritic network;
  private final CopyActor actor;
  private final ReinforceLearner learner;
  private final EpisodeShares episodes;
  private final DistributionPolicy evaluation;
  private final float[] observations;
  private final float[] drawn;
  private final float[] logProbabilities;
  private final float[] values;
  private final int longestEpisode;
  private long steps;
  private long stepsAtUpdate;

  ReinforceAgent(ReinforceConfig given, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    ReinforceConfig config = given.fittedTo(process.observation());
    SeedSequence seeds = context.seeds();
    int largestBatch = largestBatch(config, process);
    this.network =
        FeedForwardActorCritic.create(
            config.model(),
            config.hasValue(),
            process,
            context.backend(),
            seeds.seed("network"),
            largestBatch);
    this.actor = new CopyActor(network, seeds.stream("actions"));
    int observationSize = process.observation().size();
    int actionSize = network.heads().distribution().actionSize();
    PolicyObjective objective = new PolicyObjective.Plain();
    this.learner =
        new ReinforceLearner(
            config,
            network,
            new ActorCriticLoss(
                network.heads(),
                objective,
                OptionalDouble.empty(),
                config.valueCoefficient(),
                config.entropyCoefficient()),
            new RunSchedule(
                config.model().updater(),
                config.learningRateAnnealing(),
                objective,
                new Annealing.None(),
                context.budgetSteps()),
            new UpdateMetrics(context.means(), config.hasValue(), false),
            observationSize);
    int copies = config.copies();
    this.episodes =
        new EpisodeShares(copies, config.episodes() / copies, observationSize, actionSize);
    this.evaluation =
        new DistributionPolicy(
            network,
            process.action(),
            config.evaluationPolicy(),
            largestBatch,
            seeds.child(Networks.EVALUATION_SEEDS));
    this.observations = new float[copies * observationSize];
    this.drawn = new float[copies * actionSize];
    this.logProbabilities = new float[copies];
    this.values = new float[copies];
    this.longestEpisode = config.longest(process);
  }

  /** The largest number of observations that are given to the network at once. */
  static int largestBatch(ReinforceConfig config, DecisionProcessSpec process) {
    return Networks.largestBatch(
        config.copies(), Math.multiplyExact(config.episodes(), config.longest(process)));
  }

  @Override
  public Policy evaluationPolicy() {
    return evaluation;
  }

  @Override
  public void onEvaluation(long environmentStep) {
    evaluation.beginTest(environmentStep);
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(learner.updates());
  }

  /** A copy of the network's parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return network.parameters();
  }

  @Override
  public void act(VectorEnvironment copies, ActionBatch actions) {
    episodes.beginStep(copies);
    System.arraycopy(copies.observations(), 0, observations, 0, observations.length);
    actor.act(
        copies, actions, 0, drawn, logProbabilities, values, steps, learner.updates());
  }

  @Override
  public void learn(VectorEnvironment copies, ActionBatch actions) {
    steps += copies.count();
    for (int copy = 0; copy < copies.count(); copy++) {
      Episode episode = episodes.underWay(copy);
      if (episode != null) {
        episode.add(
            observations, drawn, logProbabilities, values, copy, copies.rewards()[copy]);
      }
      if (copies.ended(copy)) {
        episodes.end(copy);
      } else if (copies.length(copy) >= longestEpisode) {
        throw tooLong();
      }
    }
    if (episodes.areComplete()) {
      learner.learn(episodes, steps, stepsAtUpdate);
      episodes.clear();
      stepsAtUpdate = steps;
    }
  }

  private TrainingFailedException tooLong() {
    return new TrainingFailedException(
        String.format(
            Locale.ROOT,
            "at environment step %,d an episode has not ended after %,d steps, and reinforce learns"
                + " from whole episodes alone. Look at the environment's limit (stepLimit, or the"
                + " wrapper time-limit) and agent.longestEpisode",
            steps,
            longestEpisode));
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    network.write(directory.resolve(Networks.MODEL_FILE));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("reinforce");
    out.writeLong(steps);
    out.writeLong(stepsAtUpdate);
    actor.saveState(out);
    learner.saveState(out);
    episodes.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("reinforce");
    steps = in.readLong();
    stepsAtUpdate = in.readLong();
    actor.loadState(in);
    learner.loadState(in);
    episodes.loadState(in);
  }

  @Override
  public void close() {
    network.close();
  }
}
