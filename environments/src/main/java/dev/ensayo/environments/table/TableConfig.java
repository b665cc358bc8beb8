package dev.ensayo.environments.table;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.examples.Normalization;
import dev.ensayo.environments.examples.Partitioning;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of tables. */
public record TableConfig(
    @Setting(
            value = "where the table comes from, such as xor or {type: csv, file: my.csv}",
            defaultValue = "xor")
        TableSource source,
    @Setting("the column that is the answer; that of the source, or the last, if absent")
        Optional<String> target,
    @Setting(value = "what the answer is", defaultValue = "auto") TableTask task,
    @Setting(
            value = "the columns that are inputs; those of the source, or all others, if empty",
            defaultValue = "[]")
        List<String> columns,
    @Setting(value = "columns that are no inputs", defaultValue = "[]") List<String> exclude,
    @Setting(
            value = "columns of categories that look like numbers; columns of words are found",
            defaultValue = "[]")
        List<String> categorical,
    @Setting(
            value = "different values at most in a column of categories",
            defaultValue = "50",
            min = 2)
        int maxCategories,
    @Setting(value = "what becomes of gaps in the inputs", defaultValue = "impute")
        MissingValues missing,
    @Setting("a column whose values are groups that accuracy is also given for")
        Optional<String> group,
    @Setting(
            value = "the classes to tell apart, by name or number; empty for all of them",
            defaultValue = "[]")
        List<String> classes,
    @Setting(
            value =
                "training rows that keep their label, drawn anew by each run's seed; all if absent",
            min = 1,
            unit = "rows of each class")
        OptionalInt perClass,
    @Setting(
            value =
                "training rows at most, drawn anew by each run's seed, each class in proportion;"
                    + " all if absent",
            min = 1,
            unit = "rows")
        OptionalInt limit,
    @Setting(
            value = "share of the training rows that is kept for validation",
            defaultValue = "0.1",
            min = 0,
            max = 1,
            maxExcluded = true)
        double validShare,
    @Setting(
            value = "share of the rows that is kept for the test",
            defaultValue = "0.2",
            min = 0,
            max = 1,
            maxExcluded = true)
        double testShare,
    @Setting(
            value =
                "seed of what is kept for validation and test, and of what is made up; the same in"
                    + " all runs",
            defaultValue = "0")
        long splitSeed,
    @Setting(value = "what is made of columns of numbers", defaultValue = "standardize")
        Normalization normalize) {
  public TableConfig {
    Settings.check(
        TableConfig.class,
        source,
        target,
        task,
        columns,
        exclude,
        categorical,
        maxCategories,
        missing,
        group,
        classes,
        perClass,
        limit,
        validShare,
        testShare,
        splitSeed,
        normalize);
    partitioning(perClass, limit, validShare, testShare, splitSeed);
  }

  private static Partitioning partitioning(
      OptionalInt perClass, OptionalInt limit, double validShare, double testShare, long seed) {
    return new Partitioning(perClass, limit, OptionalInt.empty(), validShare, testShare, seed);
  }

  /** How the rows are dealt to the parts. */
  Partitioning partitioning() {
    return partitioning(perClass, limit, validShare, testShare, splitSeed);
  }
}
