package dev.ensayo.supervised.detector;

import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Settings of a detector. */
public record DetectorConfig(
    @Setting(
            value =
                "channels of the 3×3 convolutions; max pooling follows each of the first ones, as"
                    + " many as the cell asks for",
            defaultValue = "[16, 32, 64, 64]",
            min = 1,
            max = 4096,
            unit = "channels")
        List<Integer> filters,
    @Setting(
            value = "side of a cell of the grid, a power of 2",
            defaultValue = "8",
            min = 2,
            max = 256,
            unit = "pixels")
        int cell,
    @Setting(
            value = "B: boxes that each cell finds, each with a prior size of its own",
            defaultValue = "1",
            min = 1,
            max = 32,
            unit = "boxes")
        int boxes,
    @Setting("factors of the terms of the loss") LossWeights weights,
    @Setting(
            value = "score below which nothing counts as found",
            defaultValue = "0.01",
            min = 0,
            max = 1)
        double leastScore,
    @Setting(
            value =
                "intersection over union with a surer box of the same class above which a box is"
                    + " left out; 1 leaves out none",
            defaultValue = "0.5",
            min = 0,
            max = 1)
        double suppression,
    @Setting(
            value = "scenes of one update; the last batch of an epoch may have fewer",
            defaultValue = "16",
            min = 1,
            max = 4096,
            unit = "scenes")
        int batchSize,
    @Setting(value = "how a gradient becomes a step", defaultValue = "{type: adam}")
        UpdaterSpec updater,
    @Setting("penalties on the weights; none unless given") Regularization regularization,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping,
    @Setting(
            value = "scenes that the report shows with what was found",
            defaultValue = "6",
            min = 0,
            max = 64,
            unit = "scenes")
        int shown) {
  public DetectorConfig {
    Settings.check(
        DetectorConfig.class,
        filters,
        cell,
        boxes,
        weights,
        leastScore,
        suppression,
        batchSize,
        updater,
        regularization,
        gradientClipping,
        shown);
    filters = List.copyOf(filters);
    if (Integer.bitCount(cell) != 1) {
      throw new InvalidSettingException("cell", cell + " is no power of 2");
    }
    if (filters.size() < poolings(cell)) {
      throw new InvalidSettingException(
          "filters",
          "cells of %d pixels take at least %d convolutions, not %d"
              .formatted(cell, poolings(cell), filters.size()));
    }
  }

  /** How many times a picture is halved until a cell is one number. */
  int poolings() {
    return poolings(cell);
  }

  private static int poolings(int cell) {
    return Integer.numberOfTrailingZeros(cell);
  }
}
