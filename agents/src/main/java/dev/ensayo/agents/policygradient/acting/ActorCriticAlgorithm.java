package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.policygradient.learning.ActorCriticLoss;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.learning.RolloutLearner;
import dev.ensayo.agents.policygradient.learning.RunSchedule;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.agents.policygradient.network.FeedForwardActorCritic;
import dev.ensayo.agents.policygradient.network.RecurrentActorCritic;
import dev.ensayo.agents.policygradient.rollout.GeneralizedAdvantages;
import dev.ensayo.agents.policygradient.rollout.Rollout;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.TimeLimits;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.random.SeedSequence;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What makes an actor-critic algorithm that learns from rollouts: A2C is the case of one epoch of
 * one minibatch without clipping.
 *
 * @param copies {@code N}
 * @param steps {@code T}, of each copy in a rollout
 * @param passes how a rollout is gone through
 * @param objective of the policy
 * @param clipRangeAnnealing of the objective's range, where it has one
 * @param valueClipRange of the value, if it is clipped
 * @param valueCoefficient c_v
 * @param entropyCoefficient c_e
 * @param advantages how they are estimated
 * @param timeLimits what an end by the clock counts as
 * @param network fitted to the process
 * @param memory recurrent layers in the place of hidden ones
 * @param learningRateAnnealing of the updater's rate
 * @param evaluation how tests act
 */
public record ActorCriticAlgorithm(
    int copies,
    int steps,
    RolloutLearner.Passes passes,
    PolicyObjective objective,
    Annealing clipRangeAnnealing,
    OptionalDouble valueClipRange,
    double valueCoefficient,
    double entropyCoefficient,
    GeneralizedAdvantages advantages,
    TimeLimits timeLimits,
    ActorCriticSpec network,
    Optional<Memory> memory,
    Annealing learningRateAnnealing,
    EvaluationPolicy evaluation) {

  /** The largest number of observations that are given to the network at once. */
  int largestBatch() {
    return Networks.largestBatch(copies, steps * copies / passes.minibatches() / passes.window());
  }

  private ActorCritic create(AgentContext context) {
    long seed = context.seeds().seed("network");
    return memory.isPresent()
        ? RecurrentActorCritic.create(
            network,
            memory.get(),
            context.spec(),
            context.backend(),
            steps,
            copies,
            seed,
            largestBatch())
        : FeedForwardActorCritic.create(
            network, true, context.spec(), context.backend(), seed, largestBatch());
  }

  /** The agent that learns so. */
  public RolloutAgent start(AgentContext context) {
    DecisionProcessSpec process = context.spec();
    SeedSequence seeds = context.seeds();
    ActorCritic created = create(context);
    Rollout rollout =
        new Rollout(
            steps,
            copies,
            process.observation().size(),
            created.heads().distribution().actionSize());
    RolloutLearner learner =
        new RolloutLearner(
            created,
            advantages,
            passes,
            new ActorCriticLoss(
                created.heads(), objective, valueClipRange, valueCoefficient, entropyCoefficient),
            new RunSchedule(
                network.updater(),
                learningRateAnnealing,
                objective,
                clipRangeAnnealing,
                context.budgetSteps()),
            rollout,
            seeds.stream("minibatches"),
            context.means());
    return new RolloutAgent(
        created,
        new CopyActor(created, seeds.stream("actions")),
        learner,
        rollout,
        timeLimits,
        new DistributionPolicy(
            created.apart(),
            process.action(),
            evaluation,
            largestBatch(),
            seeds.child(Networks.EVALUATION_SEEDS)));
  }
}
