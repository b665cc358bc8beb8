package dev.ensayo.supervised.learning;

import dev.ensayo.backend.spec.LearningRateSchedule;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.LearningConfig.ScheduleUnit;
import java.util.Optional;

/** Schedules of the learning rate that were written in epochs. */
public final class Schedules {
  private static final String SCHEDULE = "schedule";

  private Schedules() {}

  record Scheduled(@Setting("the schedule") LearningRateSchedule schedule) {
    Scheduled {
      Settings.check(Scheduled.class, schedule);
    }
  }

  record Updating(@Setting("the updater") UpdaterSpec updater) {
    Updating {
      Settings.check(Updating.class, updater);
    }
  }

  /**
   * The updater with its schedule counted in updates.
   *
   * @param updatesPerEpoch at least 1
   */
  public static UpdaterSpec updater(LearningConfig learning, int updatesPerEpoch) {
    if (learning.scheduleUnit() == ScheduleUnit.UPDATE) {
      return learning.updater();
    }
    ConfigNode.Mapping node = ConfigUnbinder.unbind((Record) learning.updater());
    Optional<ConfigNode> written = node.get(SCHEDULE);
    if (written.isEmpty()) {
      return learning.updater(); // it has no learning rate to change
    }
    ConfigNode.Mapping nothing = ConfigNode.Mapping.empty(Origin.DEFAULT);
    LearningRateSchedule schedule =
        ConfigBinder.bind(nothing.with(SCHEDULE, written.get()), "", Scheduled.class)
            .schedule()
            .stretched(updatesPerEpoch);
    ConfigNode.Mapping stretched = node.with(SCHEDULE, ConfigUnbinder.unbind((Record) schedule));
    return ConfigBinder.bind(nothing.with("updater", stretched), "", Updating.class).updater();
  }
}
