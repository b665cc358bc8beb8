package dev.ensayo.backend.spec;

import dev.ensayo.backend.extension.CosineSchedule;
import dev.ensayo.backend.extension.LinearSchedule;
import dev.ensayo.backend.extension.WarmUpSchedule;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * How the learning rate changes while a network is trained: the rate of update i, counted from 0,
 * is η(i) = η·f(i) with the updater's η. Written in a study as {@code schedule: cosine} settings of
 * an updater: {@code {type: adam, schedule: {type: warm-up, updates: 500, then: {type: cosine,
 * updates: 20000}}}}. Decoupled weight decay follows the schedule.
 */
public sealed interface LearningRateSchedule {
  /** f(i). */
  double factor(long update);

  /**
   * The same course over more updates, as for a schedule that was written in epochs: f of the
   * result at k·i is f of this at i.
   *
   * @param times k, at least 1
   * @throws InvalidSettingException if a count gets larger than an int
   */
  LearningRateSchedule stretched(int times);

  /** Whether f is ever another than 1. */
  default boolean changes() {
    return true;
  }

  /**
   * The schedule of Deeplearning4j, or ours where it has none.
   *
   * @param learningRate η
   */
  ISchedule inDeeplearning4j(double learningRate);

  /** f = 1. */
  @Choice(value = "constant", summary = "always the same learning rate")
  record Constant() implements LearningRateSchedule {
    @Override
    public double factor(long update) {
      return 1;
    }

    @Override
    public LearningRateSchedule stretched(int times) {
      return this;
    }

    @Override
    public boolean changes() {
      return false;
    }

    @Override
    public ISchedule inDeeplearning4j(double learningRate) {
      return new FixedSchedule(learningRate);
    }
  }

  /** f(i) = γ^⌊i/n⌋. */
  @Choice(value = "step", summary = "multiplied by a factor every so many updates")
  record Step(
      @Setting(value = "distance between two changes", min = 1, unit = "updates") int every,
      @Setting(
              value = "what the rate is multiplied by",
              defaultValue = "0.1",
              min = 0,
              minExcluded = true,
              max = 1)
          double decay)
      implements LearningRateSchedule {
    public Step {
      Settings.check(Step.class, every, decay);
    }

    @Override
    public double factor(long update) {
      long changes = update / every;
      return Math.pow(decay, (double) changes);
    }

    @Override
    public LearningRateSchedule stretched(int times) {
      return new Step(product("every", every, times), decay);
    }

    @Override
    public ISchedule inDeeplearning4j(double learningRate) {
      return new StepSchedule(ScheduleType.ITERATION, learningRate, decay, every);
    }
  }

  /** f(i) = γ^i. */
  @Choice(value = "exponential", summary = "multiplied by a factor at each update")
  record Exponential(
      @Setting(
              value = "what the rate is multiplied by at each update",
              min = 0,
              minExcluded = true,
              max = 1)
          double decay)
      implements LearningRateSchedule {
    public Exponential {
      Settings.check(Exponential.class, decay);
    }

    @Override
    public double factor(long update) {
      return Math.pow(decay, (double) update);
    }

    @Override
    public LearningRateSchedule stretched(int times) {
      checkTimes(times);
      return new Exponential(Math.pow(decay, 1.0 / times));
    }

    @Override
    public ISchedule inDeeplearning4j(double learningRate) {
      return new ExponentialSchedule(ScheduleType.ITERATION, learningRate, decay);
    }
  }

  /** f(i) = r + (1 − r)·(1 − i/n) up to update n, r from then on. */
  @Choice(value = "linear", summary = "down a straight line")
  record Linear(
      @Setting(value = "length of the way down", min = 1, unit = "updates") int updates,
      @Setting(
              value = "share of the rate that is left at the end",
              defaultValue = "0",
              min = 0,
              max = 1)
          double rest)
      implements LearningRateSchedule {
    public Linear {
      Settings.check(Linear.class, updates, rest);
    }

    @Override
    public double factor(long update) {
      return rest + (1 - rest) * (1 - Math.min(update, updates) / (double) updates);
    }

    @Override
    public LearningRateSchedule stretched(int times) {
      return new Linear(product("updates", updates, times), rest);
    }

    @Override
    public ISchedule inDeeplearning4j(double learningRate) {
      return new LinearSchedule(learningRate, rest * learningRate, updates);
    }
  }

  /**
   * f(i) = r + (1 − r)·(1 + cos(π·i/n))/2 up to update n, r from then on (Loshchilov and Hutter,
   * "SGDR: stochastic gradient descent with warm restarts", 2017, eq. 5, without restarts).
   */
  @Choice(value = "cosine", summary = "down half a period of a cosine")
  record Cosine(
      @Setting(value = "length of the way down", min = 1, unit = "updates") int updates,
      @Setting(
              value = "share of the rate that is left at the end",
              defaultValue = "0",
              min = 0,
              max = 1)
          double rest)
      implements LearningRateSchedule {
    public Cosine {
      Settings.check(Cosine.class, updates, rest);
    }

    @Override
    public double factor(long update) {
      double way = Math.min(update, updates) / (double) updates;
      return rest + (1 - rest) * (1 + Math.cos(Math.PI * way)) / 2;
    }

    @Override
    public LearningRateSchedule stretched(int times) {
      return new Cosine(product("updates", updates, times), rest);
    }

    @Override
    public ISchedule inDeeplearning4j(double learningRate) {
      return new CosineSchedule(learningRate, rest * learningRate, updates);
    }
  }

  /**
   * f(i) = (i + 1)/n · g(0) in the first n updates, then g(i − n), where g is the schedule that
   * follows (Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2).
   */
  @Choice(value = "warm-up", summary = "up a straight line, then another schedule")
  record WarmUp(
      @Setting(value = "length of the way up", min = 1, unit = "updates") int updates,
      @Setting(value = "what follows; counts from the end of the way up", defaultValue = "constant")
          LearningRateSchedule then)
      implements LearningRateSchedule {
    public WarmUp {
      Settings.check(WarmUp.class, updates, then);
      if (then instanceof WarmUp) {
        throw new InvalidSettingException("then", "must be another schedule than warm-up");
      }
    }

    @Override
    public double factor(long update) {
      return update < updates
          ? (update + 1) / (double) updates * then.factor(0)
          : then.factor(update - updates);
    }

    @Override
    public LearningRateSchedule stretched(int times) {
      return new WarmUp(product("updates", updates, times), then.stretched(times));
    }

    @Override
    public ISchedule inDeeplearning4j(double learningRate) {
      return new WarmUpSchedule(then.inDeeplearning4j(learningRate), updates);
    }
  }

  private static int product(String key, int count, int times) {
    checkTimes(times);
    long product = (long) count * times;
    if (product > Integer.MAX_VALUE) {
      throw new InvalidSettingException(
          key, "must come to at most " + Integer.MAX_VALUE + " updates, not " + product);
    }
    return (int) product;
  }

  private static void checkTimes(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("stretched " + times + " times");
    }
  }
}
