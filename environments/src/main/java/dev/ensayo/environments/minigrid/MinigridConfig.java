package dev.ensayo.environments.minigrid;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of a task of MiniGrid. */
public record MinigridConfig(
    @Setting(
            value =
                "view: type, colour and state of the cells before the agent, as numbers;"
                    + " one-hot-view: the same as ones among zeros; grid: numbers of the whole"
                    + " grid and the agent on it; one-hot-grid: the same as ones among zeros",
            defaultValue = "view")
        Shown observation,
    @Setting(
            value = "whether a view also tells where the agent looks; a grid does always",
            defaultValue = "false")
        boolean direction,
    @Setting(
            value = "full: all that MiniGrid has; minimal: those that this task can need",
            defaultValue = "full")
        ActionSet actions,
    @Setting(
            value = "cells of a side of the view, an odd number",
            defaultValue = "7",
            min = 3,
            max = 31,
            unit = "cells")
        int viewSize,
    @Setting(
            "whether walls and shut doors hide nothing; if absent as MiniGrid has it, true in the"
                + " empty rooms and among dynamic obstacles")
        Optional<Boolean> seeThroughWalls,
    @Setting(
            value =
                "length after which an episode is truncated, and by which the reward is scaled; if"
                    + " absent as MiniGrid has it",
            min = 1,
            unit = "steps")
        OptionalInt stepLimit) {
  /** What an observation shows. */
  public enum Shown {
    VIEW,
    ONE_HOT_VIEW,
    GRID,
    ONE_HOT_GRID;

    boolean isView() {
      return this == VIEW || this == ONE_HOT_VIEW;
    }

    boolean isOneHot() {
      return this == ONE_HOT_VIEW || this == ONE_HOT_GRID;
    }
  }

  /** Which actions there are. */
  public enum ActionSet {
    FULL,
    MINIMAL
  }

  public MinigridConfig {
    Settings.check(
        MinigridConfig.class,
        observation,
        direction,
        actions,
        viewSize,
        seeThroughWalls,
        stepLimit);
    if (viewSize % 2 == 0) {
      throw new InvalidSettingException(
          "viewSize",
          "must be odd, so that the agent stands in the middle: "
              + (viewSize - 1)
              + " or "
              + (viewSize + 1)
              + ", not "
              + viewSize);
    }
    if (direction && !observation.isView()) {
      throw new InvalidSettingException(
          "direction",
          "belongs to a view; observation "
              + Settings.label(observation)
              + " shows where the agent looks in the agent's own cell");
    }
  }
}
