package dev.ensayo.backend.spec;

import dev.ensayo.backend.training.CenteredRmsProp;
import dev.ensayo.backend.training.RectifiedAdam;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How a gradient g becomes a step: θ ← θ − u. Written in a study as {@code updater: adam} or {@code
 * updater: {type: adam, learningRate: 1e-3}}. Formulas, state and starting values are
 * Deeplearning4j's.
 */
public sealed interface UpdaterSpec {
  /** η and its schedule, of an updater that has them. */
  Optional<LearningRate> scheduledRate();

  /**
   * The same with another η and schedule.
   *
   * @throws InvalidSettingException if there is no η
   */
  UpdaterSpec with(LearningRate rate);

  /** The updater of Deeplearning4j, or of ours there, at the rate η of every update. */
  IUpdater unscheduled();

  /** The share of each weight that a learning rate of 1 takes away beside the step, if any. */
  default OptionalDouble decoupledDecay() {
    return OptionalDouble.empty();
  }

  /** Whether there is an η; else it can be neither changed nor scheduled. */
  default boolean hasLearningRate() {
    return scheduledRate().isPresent();
  }

  /** η before any schedule; NaN for an updater without one. */
  default double learningRate() {
    return scheduledRate().map(LearningRate::learningRate).orElse(Double.NaN);
  }

  /** How η changes. */
  default LearningRateSchedule schedule() {
    return scheduledRate()
        .map(LearningRate::schedule)
        .orElseGet(LearningRateSchedule.Constant::new);
  }

  /**
   * The same with another η, under the same schedule.
   *
   * @throws InvalidSettingException if there is no η or it may not have this value
   */
  default UpdaterSpec withLearningRate(double learningRate) {
    if (!hasLearningRate()) {
      throw noRate("learningRate", this);
    }
    return with(new LearningRate(learningRate, schedule()));
  }

  /**
   * The same η under another schedule.
   *
   * @throws InvalidSettingException if there is no η
   */
  default UpdaterSpec withSchedule(LearningRateSchedule schedule) {
    if (!hasLearningRate()) {
      throw noRate("schedule", this);
    }
    return with(new LearningRate(learningRate(), schedule));
  }

  /**
   * What it is for Deeplearning4j, but for the {@link #decoupledDecay}, which belongs to the
   * weights.
   */
  default IUpdater inDeeplearning4j() {
    IUpdater updater = unscheduled();
    if (schedule().changes()) {
      updater.setLrAndSchedule(learningRate(), schedule().inDeeplearning4j(learningRate()));
    }
    return updater;
  }

  /** u = η·g. */
  @Choice(value = "sgd", summary = "plain stochastic gradient descent")
  record Sgd(
      @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-3")) LearningRate rate)
      implements UpdaterSpec {
    public Sgd {
      Settings.check(Sgd.class, rate);
    }

    /** With a constant learning rate. */
    public Sgd(double learningRate) {
      this(LearningRate.constant(learningRate));
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(rate);
    }

    @Override
    public Sgd with(LearningRate other) {
      return new Sgd(other);
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.Sgd(learningRate());
    }
  }

  /**
   * v ← μ·v − η·g; u = −v: the ball that rolls (Polyak, "Some methods of speeding up the
   * convergence of iteration methods", 1964; Sutskever et al., 2013, eq. 1 and 2).
   */
  @Choice(value = "momentum", summary = "gradient descent with classical momentum")
  record Momentum(
      @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-2")) LearningRate rate,
      @Setting(
              value = "momentum",
              defaultValue = "0.9",
              min = 0,
              max = 1,
              maxExcluded = true,
              after = "learningRate")
          double momentum)
      implements UpdaterSpec {
    public Momentum {
      Settings.check(Momentum.class, rate, momentum);
    }

    /** With a constant learning rate. */
    public Momentum(double learningRate, double momentum) {
      this(LearningRate.constant(learningRate), momentum);
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(rate);
    }

    @Override
    public Momentum with(LearningRate other) {
      return new Momentum(other, momentum);
    }

    @Override
    public IUpdater unscheduled() {
      return new dev.ensayo.backend.training.Momentum(learningRate(), momentum);
    }
  }

  /**
   * v ← μ·v − η·g; u = μ·v₋ − (1 + μ)·v, with v₋ the v before (Sutskever et al., "On the importance
   * of initialization and momentum in deep learning", 2013).
   */
  @Choice(value = "nesterovs", summary = "gradient descent with Nesterov's momentum")
  record Nesterovs(
      @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-2")) LearningRate rate,
      @Setting(
              value = "momentum",
              defaultValue = "0.9",
              min = 0,
              max = 1,
              maxExcluded = true,
              after = "learningRate")
          double momentum)
      implements UpdaterSpec {
    public Nesterovs {
      Settings.check(Nesterovs.class, rate, momentum);
    }

    /** With a constant learning rate. */
    public Nesterovs(double learningRate, double momentum) {
      this(LearningRate.constant(learningRate), momentum);
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(rate);
    }

    @Override
    public Nesterovs with(LearningRate other) {
      return new Nesterovs(other, momentum);
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.Nesterovs(learningRate(), momentum);
    }
  }

  /**
   * s ← ρ·s + (1 − ρ)·g²; u = η·g / (√s + ε). Centered (Graves, "Generating sequences with
   * recurrent neural networks", 2013, eq. 38–41): m ← ρ·m + (1 − ρ)·g as well, and s − m² takes the
   * place of s in u. s starts at ε and m at 0. The defaults are PyTorch's.
   */
  @Choice(value = "rmsprop", summary = "gradient over the root of its mean square")
  record RmsProp(
      @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-2")) LearningRate rate,
      @Setting(
              value = "decay of the mean square",
              defaultValue = "0.99",
              min = 0,
              max = 1,
              maxExcluded = true,
              after = "learningRate")
          double decay,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-8",
              min = 0,
              minExcluded = true,
              max = 1,
              after = "learningRate")
          double epsilon,
      @Setting(
              value = "whether the gradient's mean is subtracted",
              defaultValue = "false",
              after = "learningRate")
          boolean centered)
      implements UpdaterSpec {
    public RmsProp {
      Settings.check(RmsProp.class, rate, decay, epsilon, centered);
    }

    /** With a constant learning rate. */
    public RmsProp(double learningRate, double decay, double epsilon, boolean centered) {
      this(LearningRate.constant(learningRate), decay, epsilon, centered);
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(rate);
    }

    @Override
    public RmsProp with(LearningRate other) {
      return new RmsProp(other, decay, epsilon, centered);
    }

    @Override
    public IUpdater unscheduled() {
      return centered
          ? new CenteredRmsProp(learningRate(), decay, epsilon)
          : new org.nd4j.linalg.learning.config.RmsProp(learningRate(), decay, epsilon);
    }
  }

  /**
   * s ← s + g²; u = η·g / (√s + ε) (Duchi et al., "Adaptive subgradient methods", 2011). s starts
   * at 1e-6.
   */
  @Choice(value = "adagrad", summary = "gradient over the root of its sum of squares")
  record AdaGrad(
      @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-2")) LearningRate rate,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-6",
              min = 0,
              minExcluded = true,
              max = 1,
              after = "learningRate")
          double epsilon)
      implements UpdaterSpec {
    public AdaGrad {
      Settings.check(AdaGrad.class, rate, epsilon);
    }

    /** With a constant learning rate. */
    public AdaGrad(double learningRate, double epsilon) {
      this(LearningRate.constant(learningRate), epsilon);
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(rate);
    }

    @Override
    public AdaGrad with(LearningRate other) {
      return new AdaGrad(other, epsilon);
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.AdaGrad(learningRate(), epsilon);
    }
  }

  /**
   * s ← ρ·s + (1 − ρ)·g²; u = g·√(d + ε) / √(s + ε); d ← ρ·d + (1 − ρ)·u² (Zeiler, "ADADELTA",
   * 2012, algorithm 1). It has no learning rate.
   */
  @Choice(value = "adadelta", summary = "steps scaled by the size of earlier steps")
  record AdaDelta(
      @Setting(
              value = "decay of both means",
              defaultValue = "0.95",
              min = 0,
              max = 1,
              maxExcluded = true)
          double decay,
      @Setting(
              value = "added under both roots",
              defaultValue = "1e-6",
              min = 0,
              minExcluded = true,
              max = 1)
          double epsilon)
      implements UpdaterSpec {
    public AdaDelta {
      Settings.check(AdaDelta.class, decay, epsilon);
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.empty();
    }

    @Override
    public AdaDelta with(LearningRate rate) {
      throw noRate("learningRate", this);
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.AdaDelta(decay, epsilon);
    }
  }

  /**
   * m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; u = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
   * (Kingma and Ba, "Adam", 2015, the form at the end of section 2).
   */
  @Choice(value = "adam", summary = "momentum over the root of the mean square")
  record Adam(@Unwrapped Moments moments) implements UpdaterSpec {
    public Adam {
      Settings.check(Adam.class, moments);
    }

    /** With a constant learning rate. */
    public Adam(double learningRate, double beta1, double beta2, double epsilon) {
      this(new Moments(learningRate, beta1, beta2, epsilon));
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(moments.rate());
    }

    @Override
    public Adam with(LearningRate rate) {
      return new Adam(moments.with(rate));
    }

    @Override
    public IUpdater unscheduled() {
      return adam(moments);
    }
  }

  /**
   * Adam with w ← max(w, v) in the place of v under the root (Reddi et al., "On the convergence of
   * Adam and beyond", 2018, algorithm 2, with Adam's correction of the first steps).
   */
  @Choice(value = "amsgrad", summary = "Adam with the largest mean square so far")
  record AmsGrad(@Unwrapped Moments moments) implements UpdaterSpec {
    public AmsGrad {
      Settings.check(AmsGrad.class, moments);
    }

    /** With a constant learning rate. */
    public AmsGrad(double learningRate, double beta1, double beta2, double epsilon) {
      this(new Moments(learningRate, beta1, beta2, epsilon));
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(moments.rate());
    }

    @Override
    public AmsGrad with(LearningRate rate) {
      return new AmsGrad(moments.with(rate));
    }

    @Override
    public IUpdater unscheduled() {
      return new AMSGrad(learningRate(), moments.beta1(), moments.beta2(), moments.epsilon());
    }
  }

  /**
   * Adam, and θ ← (1 − η·λ)·θ for the weights, not the biases (Loshchilov and Hutter, "Decoupled
   * weight decay regularization", 2019, algorithm 2, with the schedule multiplier in η).
   */
  @Choice(value = "adamw", summary = "Adam with weights that decay by themselves")
  record AdamW(
      @Unwrapped Moments moments,
      @Setting(
              value = "share of each weight that a learning rate of 1 would take away",
              defaultValue = "1e-2",
              min = 0,
              max = 1000,
              after = "epsilon")
          double weightDecay)
      implements UpdaterSpec {
    public AdamW {
      Settings.check(AdamW.class, moments, weightDecay);
    }

    /** With a constant learning rate. */
    public AdamW(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
      this(new Moments(learningRate, beta1, beta2, epsilon), weightDecay);
    }

    @Override
    public OptionalDouble decoupledDecay() {
      return OptionalDouble.of(weightDecay);
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(moments.rate());
    }

    @Override
    public AdamW with(LearningRate rate) {
      return new AdamW(moments.with(rate), weightDecay);
    }

    @Override
    public IUpdater unscheduled() {
      return adam(moments);
    }
  }

  /**
   * Adam whose first steps are plain momentum, and whose later ones are shortened by as much as the
   * mean square is still uncertain (Liu et al., "On the variance of the adaptive learning rate and
   * beyond", 2020, algorithm 2). With ρ∞ = 2/(1 − β₂) − 1 and ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ): u =
   * η·m/(1 − β₁ᵗ) up to ρ = 5, then Adam's u times √((ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ)).
   */
  @Choice(value = "radam", summary = "Adam that trusts its mean square as far as it is known")
  record RAdam(@Unwrapped Moments moments) implements UpdaterSpec {
    public RAdam {
      Settings.check(RAdam.class, moments);
    }

    /** With a constant learning rate. */
    public RAdam(double learningRate, double beta1, double beta2, double epsilon) {
      this(new Moments(learningRate, beta1, beta2, epsilon));
    }

    @Override
    public Optional<LearningRate> scheduledRate() {
      return Optional.of(moments.rate());
    }

    @Override
    public RAdam with(LearningRate rate) {
      return new RAdam(moments.with(rate));
    }

    @Override
    public IUpdater unscheduled() {
      return new RectifiedAdam(learningRate(), moments.beta1(), moments.beta2(), moments.epsilon());
    }
  }

  private static InvalidSettingException noRate(String key, UpdaterSpec updater) {
    return new InvalidSettingException(
        key, Choices.name(updater.getClass()) + " has no learning rate");
  }

  private static IUpdater adam(Moments moments) {
    return new org.nd4j.linalg.learning.config.Adam(
        moments.learningRate(), moments.beta1(), moments.beta2(), moments.epsilon());
  }
}
