package dev.ensayo.environments.gridworld;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/** Settings of FrozenLake, see {@link FrozenLakeTable}. */
public record FrozenLakeConfig(
    @Setting(
            value = "the map: 4x4, 8x8 or {type: custom, rows: [SFF, FHF, FFG]}",
            defaultValue = "4x4")
        LakeMap map,
    @Setting(value = "whether one may slip to either side", defaultValue = "true") boolean slippery,
    @Setting(
            value = "probability not to slip where it is slippery",
            defaultValue = "0.3333333333333333",
            min = 0,
            max = 1)
        double successRate,
    @Setting("what entering a cell pays") RewardSchedule rewardSchedule,
    @Setting(
            value =
                "length after which an episode is truncated; 0 for never; if absent 200 on the 8x8"
                    + " map, else 100",
            min = 0,
            unit = "steps")
        OptionalInt stepLimit) {
  public FrozenLakeConfig {
    Settings.check(FrozenLakeConfig.class, map, slippery, successRate, rewardSchedule, stepLimit);
  }

  /** What entering a cell pays, by its kind. */
  public record RewardSchedule(
      @Setting(value = "reward for the goal", defaultValue = "1") double goal,
      @Setting(value = "reward for a hole", defaultValue = "0") double hole,
      @Setting(value = "reward for any other cell", defaultValue = "0") double other) {
    public RewardSchedule {
      Settings.check(RewardSchedule.class, goal, hole, other);
    }
  }
}
