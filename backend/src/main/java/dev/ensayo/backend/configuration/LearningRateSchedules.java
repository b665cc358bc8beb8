package dev.ensayo.backend.configuration;

import dev.ensayo.backend.extension.CosineSchedule;
import dev.ensayo.backend.extension.LinearSchedule;
import dev.ensayo.backend.extension.WarmUpSchedule;
import dev.ensayo.backend.spec.LearningRateSchedule;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** From a {@link LearningRateSchedule} to Deeplearning4j's, or ours where it has none. */
public final class LearningRateSchedules {
  private LearningRateSchedules() {}

  /** The updater, with the schedule if that changes anything. */
  static IUpdater scheduled(IUpdater updater, double learningRate, LearningRateSchedule schedule) {
    if (!(schedule instanceof LearningRateSchedule.Constant)) {
      updater.setLrAndSchedule(learningRate, of(schedule, learningRate));
    }
    return updater;
  }

  private static ISchedule of(LearningRateSchedule schedule, double learningRate) {
    if (schedule instanceof LearningRateSchedule.Step step) {
      return new StepSchedule(ScheduleType.ITERATION, learningRate, step.decay(), step.every());
    }
    if (schedule instanceof LearningRateSchedule.Exponential exponential) {
      return new ExponentialSchedule(ScheduleType.ITERATION, learningRate, exponential.decay());
    }
    if (schedule instanceof LearningRateSchedule.Linear linear) {
      return new LinearSchedule(learningRate, linear.rest() * learningRate, linear.updates());
    }
    if (schedule instanceof LearningRateSchedule.Cosine cosine) {
      return new CosineSchedule(learningRate, cosine.rest() * learningRate, cosine.updates());
    }
    if (schedule instanceof LearningRateSchedule.WarmUp warmUp) {
      return new WarmUpSchedule(of(warmUp.then(), learningRate), warmUp.updates());
    }
    return new FixedSchedule(learningRate);
  }
}
