package dev.ensayo.agents.policygradient.ppo;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.policygradient.acting.ActorCriticAlgorithm;
import dev.ensayo.agents.policygradient.acting.EvaluationPolicy;
import dev.ensayo.agents.policygradient.learning.AdvantageNormalization;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.learning.RolloutLearner;
import dev.ensayo.agents.policygradient.network.ActorCriticSpec;
import dev.ensayo.agents.policygradient.rollout.GeneralizedAdvantages;
import dev.ensayo.core.agent.TimeLimits;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Settings of PPO: Schulman et al., "Proximal policy optimization algorithms", 2017
 * (arXiv:1707.06347), with the details that Huang et al., "The 37 implementation details of
 * proximal policy optimization", 2022, found in its first program, each a setting.
 */
public record PpoConfig(
    @Setting(
            value = "N: copies of the environment that step together",
            defaultValue = "8",
            min = 1,
            max = 4096,
            unit = "copies")
        int copies,
    @Setting(
            value = "T: steps of each copy from one round of learning to the next",
            defaultValue = "128",
            min = 1,
            max = 1 << 20,
            unit = "steps of each copy")
        int steps,
    @Setting(
            value = "minibatches of an epoch, each a gradient step; they divide N·T",
            defaultValue = "4",
            min = 1,
            max = 1 << 20)
        int minibatches,
    @Setting(
            value = "times that each round learns from everything it has",
            defaultValue = "4",
            min = 1,
            max = 1000)
        int epochs,
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "λ of the advantages: 0 trusts the value, 1 the rewards",
            defaultValue = "0.95",
            min = 0,
            max = 1)
        double lambda,
    @Setting(
            value = "ε: how far the ratio of probabilities may go from 1",
            defaultValue = "0.2",
            min = 0,
            minExcluded = true,
            max = 1000)
        double clipRange,
    @Setting(value = "how the clip range changes over the run", defaultValue = "none")
        Annealing clipRangeAnnealing,
    @Setting(
            value = "how far the value may go from the old one; unlimited unless given",
            min = 0,
            minExcluded = true)
        OptionalDouble valueClipRange,
    @Setting(
            value = "factor of the value's loss, ½·(V − R)²",
            defaultValue = "0.5",
            min = 0,
            max = 1000)
        double valueCoefficient,
    @Setting(value = "factor of the entropy bonus", defaultValue = "0", min = 0, max = 1000)
        double entropyCoefficient,
    @Setting(
            value = "over what advantages get mean 0 and standard deviation 1",
            defaultValue = "minibatch")
        AdvantageNormalization advantageNormalization,
    @Setting(
            value =
                "estimated KL divergence from the policy that acted above which no further epoch"
                    + " follows; unlimited unless given",
            min = 0,
            minExcluded = true)
        OptionalDouble targetKl,
    @Setting(value = "what an end by the clock counts as", defaultValue = "bootstrap")
        TimeLimits timeLimits,
    @Setting(value = "which action is taken in tests", defaultValue = "mode")
        EvaluationPolicy evaluationPolicy,
    @Unwrapped ActorCriticSpec model,
    @Setting(value = "how the learning rate changes over the run", defaultValue = "none")
        Annealing learningRateAnnealing,
    @Setting("recurrent layers in the place of hidden ones; none unless given")
        Optional<Memory> memory) {
  public PpoConfig {
    Settings.check(
        PpoConfig.class,
        copies,
        steps,
        minibatches,
        epochs,
        discount,
        lambda,
        clipRange,
        clipRangeAnnealing,
        valueClipRange,
        valueCoefficient,
        entropyCoefficient,
        advantageNormalization,
        targetKl,
        timeLimits,
        evaluationPolicy,
        model,
        learningRateAnnealing,
        memory);
    learningRateAnnealing.checkFor(model.updater());
    checkMinibatches(copies, steps, minibatches, advantageNormalization);
    if (memory.isPresent()) {
      checkWindows(memory.get().window(), copies, steps, minibatches);
    }
  }

  private static void checkWindows(int window, int copies, int steps, int minibatches) {
    if (steps % window != 0) {
      throw new InvalidSettingException(
          "memory.window",
          String.format(Locale.ROOT, "must divide steps (%d), not %d", steps, window));
    }
    int windows = steps / window * copies;
    if (windows % minibatches != 0) {
      throw new InvalidSettingException(
          "minibatches",
          String.format(
              Locale.ROOT,
              "must divide the windows, copies · steps / memory.window = %d, not %d",
              windows,
              minibatches));
    }
  }

  private static void checkMinibatches(
      int copies, int steps, int minibatches, AdvantageNormalization normalization) {
    long items = (long) copies * steps;
    if (items > 1 << 24) {
      throw new InvalidSettingException(
          "steps",
          String.format(Locale.ROOT, "copies · steps must be at most %d, not %d", 1 << 24, items));
    }
    if (items % minibatches != 0) {
      throw new InvalidSettingException(
          "minibatches",
          String.format(
              Locale.ROOT,
              "must divide copies · steps = %d · %d = %d, not %d",
              copies,
              steps,
              items,
              minibatches));
    }
    if (normalization == AdvantageNormalization.MINIBATCH && items / minibatches < 2) {
      throw new InvalidSettingException(
          "minibatches",
          "must leave at least 2 items in each to normalize advantages over them; or"
              + " advantageNormalization: none");
    }
  }

  /** The same with the network for such observations filled in, if it was not chosen. */
  PpoConfig fittedTo(ObservationSpec observation) {
    return new PpoConfig(
        copies,
        steps,
        minibatches,
        epochs,
        discount,
        lambda,
        clipRange,
        clipRangeAnnealing,
        valueClipRange,
        valueCoefficient,
        entropyCoefficient,
        advantageNormalization,
        targetKl,
        timeLimits,
        evaluationPolicy,
        memory.isPresent() ? model : model.fittedTo(observation),
        learningRateAnnealing,
        memory);
  }

  /** These settings as an algorithm. */
  ActorCriticAlgorithm algorithm() {
    return new ActorCriticAlgorithm(
        copies,
        steps,
        new RolloutLearner.Passes(
            epochs,
            minibatches,
            memory.map(Memory::window).orElse(1),
            advantageNormalization,
            targetKl),
        new PolicyObjective.Clipped(clipRange),
        clipRangeAnnealing,
        valueClipRange,
        valueCoefficient,
        entropyCoefficient,
        new GeneralizedAdvantages(discount, lambda),
        timeLimits,
        model,
        memory,
        learningRateAnnealing,
        evaluationPolicy);
  }
}
