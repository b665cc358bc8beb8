package dev.ensayo.agents.policygradient.a2c;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.policygradient.acting.ActorCriticAlgorithm;
import dev.ensayo.agents.policygradient.acting.EvaluationPolicy;
import dev.ensayo.agents.policygradient.learning.AdvantageNormalization;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.learning.RolloutLearner;
import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.agents.policygradient.rollout.GeneralizedAdvantages;
import dev.ensayo.core.agent.TimeLimits;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Settings of A2C: Mnih et al., "Asynchronous methods for deep reinforcement learning", 2016, with
 * copies that step together in place of threads.
 */
public record A2cConfig(
    @Setting(
            value = "N: copies of the environment that step together",
            defaultValue = "8",
            min = 1,
            max = 4096,
            unit = "copies")
        int copies,
    @Setting(
            value = "T: steps of each copy from one update to the next",
            defaultValue = "5",
            min = 1,
            max = 4096,
            unit = "steps of each copy")
        int steps,
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "λ of the advantages: 0 trusts the value, 1 the rewards",
            defaultValue = "1",
            min = 0,
            max = 1)
        double lambda,
    @Setting(
            value = "factor of the value's loss, ½·(V − R)²",
            defaultValue = "1",
            min = 0,
            max = 1000)
        double valueCoefficient,
    @Setting(value = "factor of the entropy bonus", defaultValue = "0", min = 0, max = 1000)
        double entropyCoefficient,
    @Setting(
            value = "whether the advantages of an update get mean 0 and standard deviation 1",
            defaultValue = "false")
        boolean normalizeAdvantages,
    @Setting(value = "what an end by the clock counts as", defaultValue = "bootstrap")
        TimeLimits timeLimits,
    @Setting(value = "which action is taken in tests", defaultValue = "mode")
        EvaluationPolicy evaluationPolicy,
    @Unwrapped(
            @Unwrapped.Here(
                key = "updater",
                defaultValue = "{type: rmsprop, learningRate: 7e-4, decay: 0.99, epsilon: 1e-5}"))
        ActorCriticSpec model,
    @Setting(value = "how the learning rate changes over the run", defaultValue = "none")
        Annealing learningRateAnnealing) {
  public A2cConfig {
    Settings.check(
        A2cConfig.class,
        copies,
        steps,
        discount,
        lambda,
        valueCoefficient,
        entropyCoefficient,
        normalizeAdvantages,
        timeLimits,
        evaluationPolicy,
        model,
        learningRateAnnealing);
    learningRateAnnealing.checkFor(model.updater());
  }

  /** The same with the network for such observations filled in, if it was not chosen. */
  A2cConfig fittedTo(ObservationSpec observation) {
    return new A2cConfig(
        copies,
        steps,
        discount,
        lambda,
        valueCoefficient,
        entropyCoefficient,
        normalizeAdvantages,
        timeLimits,
        evaluationPolicy,
        model.fittedTo(observation),
        learningRateAnnealing);
  }

  /** These settings as an algorithm. */
  ActorCriticAlgorithm algorithm() {
    return new ActorCriticAlgorithm(
        copies,
        steps,
        new RolloutLearner.Passes(
            1,
            1,
            1,
            normalizeAdvantages ? AdvantageNormalization.BATCH : AdvantageNormalization.NONE,
            OptionalDouble.empty()),
        new PolicyObjective.Plain(),
        new Annealing.None(),
        OptionalDouble.empty(),
        valueCoefficient,
        entropyCoefficient,
        new GeneralizedAdvantages(discount, lambda),
        timeLimits,
        model,
        Optional.empty(),
        learningRateAnnealing,
        evaluationPolicy);
  }
}
