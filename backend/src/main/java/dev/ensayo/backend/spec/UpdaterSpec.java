package dev.ensayo.backend.spec;

import dev.ensayo.backend.extension.CenteredRmsProp;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How a gradient g becomes a step: θ ← θ − u. Written in a study as {@code updater: adam} or {@code
 * updater: {type: adam, learningRate: 1e-3}}. Formulas, state and starting values are
 * Deeplearning4j's.
 */
public sealed interface UpdaterSpec {
  /** η before any schedule; NaN for an updater without one. */
  double learningRate();

  /** How η changes. */
  LearningRateSchedule schedule();

  /** Whether there is an η; else it can be neither changed nor scheduled. */
  default boolean hasLearningRate() {
    return !Double.isNaN(learningRate());
  }

  /** The share of each weight that a learning rate of 1 takes away beside the step, if any. */
  default OptionalDouble decoupledDecay() {
    return OptionalDouble.empty();
  }

  /** The updater of Deeplearning4j, or of ours there, at the rate η of every update. */
  IUpdater unscheduled();

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

  /**
   * The same with another η, under the same schedule.
   *
   * @throws InvalidSettingException if there is no η or it may not have this value
   */
  UpdaterSpec withLearningRate(double learningRate);

  /**
   * The same η under another schedule.
   *
   * @throws InvalidSettingException if there is no η
   */
  UpdaterSpec withSchedule(LearningRateSchedule schedule);

  /** u = η·g. */
  @Choice(value = "sgd", summary = "plain stochastic gradient descent")
  record Sgd(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-3",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public Sgd {
      Settings.check(Sgd.class, learningRate, schedule);
    }

    /** With a constant learning rate. */
    public Sgd(double learningRate) {
      this(learningRate, new LearningRateSchedule.Constant());
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.Sgd(learningRate);
    }

    @Override
    public Sgd withLearningRate(double newLearningRate) {
      return new Sgd(newLearningRate, schedule);
    }

    @Override
    public Sgd withSchedule(LearningRateSchedule newSchedule) {
      return new Sgd(learningRate, newSchedule);
    }
  }

  /**
   * v ← μ·v − η·g; u = μ·v₋ − (1 + μ)·v, with v₋ the v before (Sutskever et al., "On the importance
   * of initialization and momentum in deep learning", 2013).
   */
  @Choice(value = "nesterovs", summary = "gradient descent with Nesterov's momentum")
  record Nesterovs(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-2",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(value = "momentum", defaultValue = "0.9", min = 0, max = 1, maxExcluded = true)
          double momentum,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public Nesterovs {
      Settings.check(Nesterovs.class, learningRate, momentum, schedule);
    }

    /** With a constant learning rate. */
    public Nesterovs(double learningRate, double momentum) {
      this(learningRate, momentum, new LearningRateSchedule.Constant());
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.Nesterovs(learningRate, momentum);
    }

    @Override
    public Nesterovs withLearningRate(double newLearningRate) {
      return new Nesterovs(newLearningRate, momentum, schedule);
    }

    @Override
    public Nesterovs withSchedule(LearningRateSchedule newSchedule) {
      return new Nesterovs(learningRate, momentum, newSchedule);
    }
  }

  /**
   * s ← ρ·s + (1 − ρ)·g²; u = η·g / (√s + ε). Centered (Graves, "Generating sequences with
   * recurrent neural networks", 2013, eq. 38–41): m ← ρ·m + (1 − ρ)·g as well, and s − m² takes the
   * place of s in u. s starts at ε and m at 0. The defaults are PyTorch's.
   */
  @Choice(value = "rmsprop", summary = "gradient over the root of its mean square")
  record RmsProp(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-2",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(
              value = "decay of the mean square",
              defaultValue = "0.99",
              min = 0,
              max = 1,
              maxExcluded = true)
          double decay,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-8",
              min = 0,
              minExcluded = true,
              max = 1)
          double epsilon,
      @Setting(value = "whether the gradient's mean is subtracted", defaultValue = "false")
          boolean centered,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public RmsProp {
      Settings.check(RmsProp.class, learningRate, decay, epsilon, centered, schedule);
    }

    /** With a constant learning rate. */
    public RmsProp(double learningRate, double decay, double epsilon, boolean centered) {
      this(learningRate, decay, epsilon, centered, new LearningRateSchedule.Constant());
    }

    @Override
    public IUpdater unscheduled() {
      return centered
          ? new CenteredRmsProp(learningRate, decay, epsilon)
          : new org.nd4j.linalg.learning.config.RmsProp(learningRate, decay, epsilon);
    }

    @Override
    public RmsProp withLearningRate(double newLearningRate) {
      return new RmsProp(newLearningRate, decay, epsilon, centered, schedule);
    }

    @Override
    public RmsProp withSchedule(LearningRateSchedule newSchedule) {
      return new RmsProp(learningRate, decay, epsilon, centered, newSchedule);
    }
  }

  /**
   * s ← s + g²; u = η·g / (√s + ε) (Duchi et al., "Adaptive subgradient methods", 2011). s starts
   * at 1e-6.
   */
  @Choice(value = "adagrad", summary = "gradient over the root of its sum of squares")
  record AdaGrad(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-2",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-6",
              min = 0,
              minExcluded = true,
              max = 1)
          double epsilon,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public AdaGrad {
      Settings.check(AdaGrad.class, learningRate, epsilon, schedule);
    }

    /** With a constant learning rate. */
    public AdaGrad(double learningRate, double epsilon) {
      this(learningRate, epsilon, new LearningRateSchedule.Constant());
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.AdaGrad(learningRate, epsilon);
    }

    @Override
    public AdaGrad withLearningRate(double newLearningRate) {
      return new AdaGrad(newLearningRate, epsilon, schedule);
    }

    @Override
    public AdaGrad withSchedule(LearningRateSchedule newSchedule) {
      return new AdaGrad(learningRate, epsilon, newSchedule);
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
    public double learningRate() {
      return Double.NaN;
    }

    @Override
    public LearningRateSchedule schedule() {
      return new LearningRateSchedule.Constant();
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.AdaDelta(decay, epsilon);
    }

    @Override
    public AdaDelta withLearningRate(double learningRate) {
      throw noRate("learningRate");
    }

    @Override
    public AdaDelta withSchedule(LearningRateSchedule schedule) {
      throw noRate("schedule");
    }

    private static InvalidSettingException noRate(String key) {
      return new InvalidSettingException(key, "adadelta has no learning rate");
    }
  }

  /**
   * m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; u = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
   * (Kingma and Ba, "Adam", 2015, the form at the end of section 2).
   */
  @Choice(value = "adam", summary = "momentum over the root of the mean square")
  record Adam(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-3",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(
              value = "decay of the mean",
              defaultValue = "0.9",
              min = 0,
              max = 1,
              maxExcluded = true)
          double beta1,
      @Setting(
              value = "decay of the mean square",
              defaultValue = "0.999",
              min = 0,
              max = 1,
              maxExcluded = true)
          double beta2,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-8",
              min = 0,
              minExcluded = true,
              max = 1)
          double epsilon,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public Adam {
      Settings.check(Adam.class, learningRate, beta1, beta2, epsilon, schedule);
    }

    /** With a constant learning rate. */
    public Adam(double learningRate, double beta1, double beta2, double epsilon) {
      this(learningRate, beta1, beta2, epsilon, new LearningRateSchedule.Constant());
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.Adam(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public Adam withLearningRate(double newLearningRate) {
      return new Adam(newLearningRate, beta1, beta2, epsilon, schedule);
    }

    @Override
    public Adam withSchedule(LearningRateSchedule newSchedule) {
      return new Adam(learningRate, beta1, beta2, epsilon, newSchedule);
    }
  }

  /**
   * Adam with w ← max(w, v) in the place of v under the root (Reddi et al., "On the convergence of
   * Adam and beyond", 2018, algorithm 2, with Adam's correction of the first steps).
   */
  @Choice(value = "amsgrad", summary = "Adam with the largest mean square so far")
  record AmsGrad(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-3",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(
              value = "decay of the mean",
              defaultValue = "0.9",
              min = 0,
              max = 1,
              maxExcluded = true)
          double beta1,
      @Setting(
              value = "decay of the mean square",
              defaultValue = "0.999",
              min = 0,
              max = 1,
              maxExcluded = true)
          double beta2,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-8",
              min = 0,
              minExcluded = true,
              max = 1)
          double epsilon,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public AmsGrad {
      Settings.check(AmsGrad.class, learningRate, beta1, beta2, epsilon, schedule);
    }

    /** With a constant learning rate. */
    public AmsGrad(double learningRate, double beta1, double beta2, double epsilon) {
      this(learningRate, beta1, beta2, epsilon, new LearningRateSchedule.Constant());
    }

    @Override
    public IUpdater unscheduled() {
      return new AMSGrad(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public AmsGrad withLearningRate(double newLearningRate) {
      return new AmsGrad(newLearningRate, beta1, beta2, epsilon, schedule);
    }

    @Override
    public AmsGrad withSchedule(LearningRateSchedule newSchedule) {
      return new AmsGrad(learningRate, beta1, beta2, epsilon, newSchedule);
    }
  }

  /**
   * Adam, and θ ← (1 − η·λ)·θ for the weights, not the biases (Loshchilov and Hutter, "Decoupled
   * weight decay regularization", 2019, algorithm 2, with the schedule multiplier in η).
   */
  @Choice(value = "adamw", summary = "Adam with weights that decay by themselves")
  record AdamW(
      @Setting(
              value = "learning rate",
              defaultValue = "1e-3",
              min = 0,
              minExcluded = true,
              max = 1000)
          double learningRate,
      @Setting(
              value = "decay of the mean",
              defaultValue = "0.9",
              min = 0,
              max = 1,
              maxExcluded = true)
          double beta1,
      @Setting(
              value = "decay of the mean square",
              defaultValue = "0.999",
              min = 0,
              max = 1,
              maxExcluded = true)
          double beta2,
      @Setting(
              value = "added to the root",
              defaultValue = "1e-8",
              min = 0,
              minExcluded = true,
              max = 1)
          double epsilon,
      @Setting(
              value = "share of each weight that a learning rate of 1 would take away",
              defaultValue = "1e-2",
              min = 0,
              max = 1000)
          double weightDecay,
      @Setting(value = "how the learning rate changes", defaultValue = "constant")
          LearningRateSchedule schedule)
      implements UpdaterSpec {
    public AdamW {
      Settings.check(AdamW.class, learningRate, beta1, beta2, epsilon, weightDecay, schedule);
    }

    /** With a constant learning rate. */
    public AdamW(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
      this(learningRate, beta1, beta2, epsilon, weightDecay, new LearningRateSchedule.Constant());
    }

    @Override
    public OptionalDouble decoupledDecay() {
      return OptionalDouble.of(weightDecay);
    }

    @Override
    public IUpdater unscheduled() {
      return new org.nd4j.linalg.learning.config.Adam(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public AdamW withLearningRate(double newLearningRate) {
      return new AdamW(newLearningRate, beta1, beta2, epsilon, weightDecay, schedule);
    }

    @Override
    public AdamW withSchedule(LearningRateSchedule newSchedule) {
      return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, newSchedule);
    }
  }
}
