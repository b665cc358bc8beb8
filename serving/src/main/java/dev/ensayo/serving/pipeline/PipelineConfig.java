package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a pipeline's file says. */
public record PipelineConfig(
    @Setting("its name, for people") String pipeline,
    @Setting("the study whose variant is trained: a file, or the name of a bundled one")
        String study,
    @Setting("the variant; the study's baseline if absent") Optional<String> variant,
    @Setting("the folder into which new CSV files are moved") String inbox,
    @Setting("the folder of its versions, decisions and data; pipelines/NAME if absent")
        Optional<String> folder,
    @Setting(value = "seed of each training", defaultValue = "1") long seed,
    @Setting("rows that are kept apart for comparing") HoldOut holdOut,
    @Setting("what new data must be like") Validate validate,
    @Setting("when a candidate becomes the champion") Promote promote) {
  public PipelineConfig {
    Settings.check(
        PipelineConfig.class,
        pipeline,
        study,
        variant,
        inbox,
        folder,
        seed,
        holdOut,
        validate,
        promote);
    if (pipeline.isBlank() || !pipeline.matches("[\\w.-]+")) {
      throw new InvalidSettingException(
          "pipeline", "'" + pipeline + "' is no name; letters, digits, '-', '_' and '.' are right");
    }
  }

  /** Rows that are kept apart. */
  public record HoldOut(
      @Setting(
              value = "share of all rows that is never trained on",
              defaultValue = "0.2",
              min = 0,
              minExcluded = true,
              max = 1,
              maxExcluded = true)
          double share,
      @Setting(value = "deals the rows", defaultValue = "0") long seed) {
    public HoldOut {
      Settings.check(HoldOut.class, share, seed);
    }
  }

  /** What becomes of data that drifted. */
  public enum OnDrift {
    /** They are set aside. */
    REFUSE,
    /** They are taken, and the log says so. */
    WARN
  }

  /** What new data must be like. */
  public record Validate(
      @Setting(value = "what becomes of data in which a column drifted", defaultValue = "refuse")
          OnDrift drift,
      @Setting(
              value =
                  "share of a column's values that may lie beyond the champion's training part or"
                      + " be categories that it has not",
              defaultValue = "0.05",
              min = 0,
              max = 1)
          double beyond,
      @Setting(
              value = "share of gaps that a column may have more than the champion's training part",
              defaultValue = "0.1",
              min = 0,
              max = 1)
          double missing,
      @Setting(value = "rows that a file must have", defaultValue = "50", min = 1, unit = "rows")
          int leastRows) {
    public Validate {
      Settings.check(Validate.class, drift, beyond, missing, leastRows);
    }
  }

  /** What becomes of the data behind a candidate that was refused. */
  public enum Refused {
    /** The next candidate is trained and compared on them, too. */
    KEEP,
    /** They are left out from then on. */
    LEAVE_OUT
  }

  /** What a group in which it is not decided does. */
  public enum Undecided {
    /** It does not stand in the way. */
    PROMOTE,
    /** The candidate is refused. */
    REFUSE
  }

  /** When a candidate becomes the champion. */
  public record Promote(
      @Setting(
              value =
                  "how much worse than the champion a candidate may be: of classes in accuracy, of"
                      + " numbers in mean absolute error",
              min = 0)
          double margin,
      @Setting("as margin, within a subpopulation; as margin if absent") OptionalDouble groupMargin,
      @Setting(
              value = "confidence of the one-sided bounds",
              defaultValue = "0.95",
              min = 0.5,
              minExcluded = true,
              max = 1,
              maxExcluded = true)
          double confidence,
      @Setting(
              value =
                  "groups that are looked at apart: columns, or rules such as 'young: age < 30 and"
                      + " region = north'",
              defaultValue = "[]")
          List<String> subpopulations,
      @Setting(
              value = "held-out rows that a subpopulation needs to be tested",
              defaultValue = "20",
              min = 2,
              unit = "rows")
          int leastRows,
      @Setting(
              value = "what a subpopulation does in which it is not decided",
              defaultValue = "promote")
          Undecided undecided,
      @Setting(
              value = "what becomes of the data behind a candidate that was refused",
              defaultValue = "keep")
          Refused refused) {
    public Promote {
      subpopulations = ImmutableList.copyOf(subpopulations);
      Settings.check(
          Promote.class,
          margin,
          groupMargin,
          confidence,
          subpopulations,
          leastRows,
          undecided,
          refused);
    }

    /** Of subpopulations. */
    double marginOfGroups() {
      return groupMargin.orElse(margin);
    }
  }
}
