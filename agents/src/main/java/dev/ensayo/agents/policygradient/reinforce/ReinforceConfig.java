package dev.ensayo.agents.policygradient.reinforce;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.policygradient.acting.EvaluationPolicy;
import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;

/**
 * Settings of REINFORCE: Williams, "Simple statistical gradient-following algorithms for
 * connectionist reinforcement learning", 1992.
 */
public record ReinforceConfig(
    @Setting(
            value = "N: copies of the environment that step together; they divide the episodes",
            defaultValue = "1",
            min = 1,
            max = 4096,
            unit = "copies")
        int copies,
    @Setting(
            value = "whole episodes of one update",
            defaultValue = "4",
            min = 1,
            max = 1 << 16,
            unit = "episodes")
        int episodes,
    @Setting(
            value =
                "steps of an episode, where the environment has no limit; a longer one ends the"
                    + " run as failed",
            defaultValue = "10000",
            min = 1,
            max = 1 << 20,
            unit = "steps")
        int longestEpisode,
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(value = "what is taken off the return", defaultValue = "none") Baseline baseline,
    @Setting(
            value = "factor of the value's loss, ½·(V − G)², where it is the baseline",
            defaultValue = "0.5",
            min = 0,
            max = 1000)
        double valueCoefficient,
    @Setting(value = "factor of the entropy bonus", defaultValue = "0", min = 0, max = 1000)
        double entropyCoefficient,
    @Setting(
            value =
                "whether returns less the baseline get mean 0 and standard deviation 1 over the"
                    + " update",
            defaultValue = "false")
        boolean normalizeAdvantages,
    @Setting(
            value = "whether step t of an episode counts γᵗ times, as in the discounted objective",
            defaultValue = "false")
        boolean discountedSteps,
    @Setting(value = "which action is taken in tests", defaultValue = "mode")
        EvaluationPolicy evaluationPolicy,
    @Unwrapped(@Unwrapped.Here(key = "updater", defaultValue = "{type: adam, learningRate: 3e-3}"))
        ActorCriticSpec model,
    @Setting(value = "how the learning rate changes over the run", defaultValue = "none")
        Annealing learningRateAnnealing) {
  /** What is taken off the return to make its sum vary less. */
  public enum Baseline {
    /** Nothing. */
    NONE,
    /** V(o), fitted to the returns by the same network. */
    VALUE
  }

  public ReinforceConfig {
    Settings.check(
        ReinforceConfig.class,
        copies,
        episodes,
        longestEpisode,
        discount,
        baseline,
        valueCoefficient,
        entropyCoefficient,
        normalizeAdvantages,
        discountedSteps,
        evaluationPolicy,
        model,
        learningRateAnnealing);
    learningRateAnnealing.checkFor(model.updater());
    if (episodes % copies != 0) {
      throw new InvalidSettingException(
          "episodes",
          "must be a multiple of copies ("
              + copies
              + "), each of which plays as many of them, not "
              + episodes);
    }
  }

  /** Steps that an episode of a process can have. */
  int longest(DecisionProcessSpec process) {
    return process.stepLimit() > 0 ? process.stepLimit() : longestEpisode;
  }

  /** Whether the network has a value. */
  boolean hasValue() {
    return baseline == Baseline.VALUE;
  }

  /** The same with the network for such observations filled in, if it was not chosen. */
  ReinforceConfig fittedTo(ObservationSpec observation) {
    return new ReinforceConfig(
        copies,
        episodes,
        longestEpisode,
        discount,
        baseline,
        valueCoefficient,
        entropyCoefficient,
        normalizeAdvantages,
        discountedSteps,
        evaluationPolicy,
        model.fittedTo(observation),
        learningRateAnnealing);
  }
}
