package dev.ensayo.supervised.learning;

import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.EarlyStopping;
import java.util.Optional;

/** How a supervised learner learns, whatever its network. */
public record Learning(
    @Setting(
            value = "examples of one update; the last batch of an epoch may have fewer",
            defaultValue = "64",
            min = 1,
            max = 65536,
            unit = "examples")
        int batchSize,
    @Setting(value = "how a gradient becomes a step", defaultValue = "{type: adam}")
        UpdaterSpec updater,
    @Setting(value = "what the updater's schedule counts", defaultValue = "update")
        ScheduleUnit scheduleUnit,
    @Setting("penalties on the weights; none unless given") Regularization regularization,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping,
    @Setting(
            value =
                "ε: the right class is aimed at with 1 − ε + ε/K, the others with ε/K (Szegedy et"
                    + " al., 2016, section 7)",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true)
        double labelSmoothing,
    @Setting(value = "how much a class counts", defaultValue = "equal") ClassWeights classWeights,
    @Setting("when to stop before the budget's end; never unless given")
        Optional<EarlyStopping> earlyStopping,
    @Setting(
            value =
                "whether a thread of its own fills the next batch during an update; automatic: for"
                    + " images. It changes no result",
            defaultValue = "automatic")
        Prefetch prefetch) {
  /** What a schedule counts. */
  public enum ScheduleUnit {
    UPDATE,
    EPOCH
  }

  /** Whether batches are filled by another thread. */
  public enum Prefetch {
    AUTOMATIC,
    ALWAYS,
    NEVER
  }

  public Learning {
    Settings.check(
        Learning.class,
        batchSize,
        updater,
        scheduleUnit,
        regularization,
        gradientClipping,
        labelSmoothing,
        classWeights,
        earlyStopping,
        prefetch);
  }
}
