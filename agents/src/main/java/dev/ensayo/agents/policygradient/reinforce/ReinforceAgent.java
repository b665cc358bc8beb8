package dev.ensayo.agents.policygradient.reinforce;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.policygradient.acting.ActorCriticAgent;
import dev.ensayo.agents.policygradient.acting.CopyActor;
import dev.ensayo.agents.policygradient.acting.DistributionPolicy;
import dev.ensayo.agents.policygradient.acting.Networks;
import dev.ensayo.agents.policygradient.learning.ActorCriticLoss;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.learning.RunSchedule;
import dev.ensayo.agents.policygradient.learning.UpdateMetrics;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.network.FeedForwardActorCritic;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
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
public final class ReinforceAgent extends ActorCriticAgent {
  private final CopyActor actor;
  private final ReinforceLearner learner;
  private final EpisodeShares episodes;
  private final float[] observations;
  private final float[] drawn;
  private final float[] logProbabilities;
  private final float[] values;
  private final int longestEpisode;
  private long steps;
  private long stepsAtUpdate;

  /** The agent with a fresh network. */
  static ReinforceAgent create(ReinforceConfig given, AgentContext context) {
    DecisionProcessSpec process = context.spec();
    ReinforceConfig config = given.fittedTo(process.observation());
    ActorCritic network =
        FeedForwardActorCritic.create(
            config.model(),
            config.hasValue(),
            process,
            context.backend(),
            context.seeds().seed("network"),
            largestBatch(config, process));
    return new ReinforceAgent(config, network, context);
  }

  /**
   * @param config fitted to the process
   */
  private ReinforceAgent(ReinforceConfig config, ActorCritic network, AgentContext context) {
    super(
        network,
        new DistributionPolicy(
            network,
            context.spec().action(),
            config.evaluationPolicy(),
            largestBatch(config, context.spec()),
            context.seeds().child(Networks.EVALUATION_SEEDS)));
    this.actor = new CopyActor(network, context.seeds().stream("actions"));
    int observationSize = context.spec().observation().size();
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
    this.observations = new float[copies * observationSize];
    this.drawn = new float[copies * actionSize];
    this.logProbabilities = new float[copies];
    this.values = new float[copies];
    this.longestEpisode = config.longest(context.spec());
  }

  /** The largest number of observations that are given to the network at once. */
  static int largestBatch(ReinforceConfig config, DecisionProcessSpec process) {
    return Networks.largestBatch(
        config.copies(), Math.multiplyExact(config.episodes(), config.longest(process)));
  }

  @Override
  public OptionalLong updatesMade() {
    return OptionalLong.of(learner.updates());
  }

  @Override
  public void act(VectorEnvironment copies, ActionBatch actions) {
    episodes.beginStep(copies);
    System.arraycopy(copies.observations(), 0, observations, 0, observations.length);
    actor.act(copies, actions, 0, drawn, logProbabilities, values, steps, learner.updates());
  }

  @Override
  public void learn(VectorEnvironment copies, ActionBatch actions) {
    steps += copies.count();
    for (int copy = 0; copy < copies.count(); copy++) {
      Episode episode = episodes.underWay(copy);
      if (episode != null) {
        episode.add(observations, drawn, logProbabilities, values, copy, copies.rewards()[copy]);
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
}
