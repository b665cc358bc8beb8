package dev.ensayo.supervised.learning;

import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.supervised.learning.Learning.ScheduleUnit;

/** Schedules of the learning rate that were written in epochs. */
public final class Schedules {
  private Schedules() {}

  /**
   * The updater with its schedule counted in updates.
   *
   * @param updatesPerEpoch at least 1
   */
  public static UpdaterSpec updater(Learning learning, int updatesPerEpoch) {
    UpdaterSpec updater = learning.updater();
    return learning.scheduleUnit() == ScheduleUnit.UPDATE || !updater.hasLearningRate()
        ? updater
        : updater.withSchedule(updater.schedule().stretched(updatesPerEpoch));
  }
}
