package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.statistics.LogScale;
import dev.ensayo.results.statistics.SettingNeeded;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What the methods of a study are worth in terms of the setting that its scores are drawn against,
 * {@code report.across}: how much of it the baseline's method would need to score the same.
 */
public final class SettingWorth {
  /**
   * One method at one value.
   *
   * @param variant the method there
   * @param value of the setting that it had
   * @param needed of the setting by the baseline's method
   */
  public record Row(VariantResults variant, double value, SettingNeeded needed) {}

  /**
   * A method beside the baseline's.
   *
   * @param rows by value, at least one
   */
  public record Method(String name, ImmutableList<Row> rows) {}

  private final String setting;
  private final ScoresAcross.Line reference;
  private final ImmutableList<ScoresAcross.Line> others;
  private final boolean higherIsBetter;
  private final boolean isLogarithmic;
  private final SeedSequence seeds;

  private SettingWorth(
      StudyResults results,
      String setting,
      ScoresAcross.Line reference,
      ImmutableList<ScoresAcross.Line> others) {
    this.setting = setting;
    this.reference = reference;
    this.others = others;
    this.higherIsBetter = results.study().report().better() == Better.HIGHER;
    double[] values =
        others.stream().map(ScoresAcross.Line::values).flatMapToDouble(Arrays::stream).toArray();
    double[] all =
        DoubleStream.concat(Arrays.stream(values), Arrays.stream(reference.values()))
            .sorted()
            .toArray();
    this.isLogarithmic = LogScale.suits(all[0], all[all.length - 1]);
    this.seeds = new SeedSequence(0).child("report").child(results.study().name()).child("across");
  }

  /**
   * Empty where scores are drawn against no setting, the baseline's method was tried with fewer
   * than two values of it, or there is no other method.
   */
  public static Optional<SettingWorth> of(StudyResults results) {
    if (!results.isComparison()) {
      return Optional.empty();
    }
    return ScoresAcross.of(results).flatMap(across -> of(results, across));
  }

  private static Optional<SettingWorth> of(StudyResults results, ScoresAcross across) {
    VariantResults baseline = results.baseline();
    Optional<ScoresAcross.Line> reference =
        across.lines().stream().filter(line -> line.variants().contains(baseline)).findFirst();
    ImmutableList<ScoresAcross.Line> others =
        across.lines().stream()
            .filter(line -> !line.variants().contains(baseline))
            .filter(line -> line.variants().stream().noneMatch(VariantResults::isIncomparable))
            .collect(ImmutableList.toImmutableList());
    return reference
        .filter(SettingWorth::isCurve)
        .filter(line -> !others.isEmpty())
        .map(line -> new SettingWorth(results, across.setting(), line, others));
  }

  private static boolean isCurve(ScoresAcross.Line line) {
    return line.values().length >= 2
        && Arrays.stream(line.values()).distinct().count() == line.values().length;
  }

  public String setting() {
    return setting;
  }

  /** The baseline's method. */
  public String reference() {
    return reference.name();
  }

  /** The smallest value that the baseline's method was tried with. */
  public double least() {
    return reference.values()[0];
  }

  /** The largest value that the baseline's method was tried with. */
  public double most() {
    return reference.values()[reference.values().length - 1];
  }

  /** Whether values of the setting are ratios. */
  public boolean isLogarithmic() {
    return isLogarithmic;
  }

  /** Whether more of the setting helps the baseline's method at all; else nothing can be said. */
  public boolean isRising() {
    double gain = reference.scores()[reference.scores().length - 1] - reference.scores()[0];
    return higherIsBetter ? gain > 0 : gain < 0;
  }

  /** The other methods in the order of the study; none where the baseline's is not rising. */
  public ImmutableList<Method> methods() {
    return isRising()
        ? others.stream().map(this::method).collect(ImmutableList.toImmutableList())
        : ImmutableList.of();
  }

  private Method method(ScoresAcross.Line line) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (int i = 0; i < line.values().length; i++) {
      VariantResults variant = line.variants().get(i);
      SettingNeeded needed =
          SettingNeeded.of(
              reference.values(),
              reference.variants().stream().map(VariantResults::scores).toList(),
              variant.scores(),
              higherIsBetter,
              isLogarithmic,
              seeds.stream(variant.name()));
      rows.add(new Row(variant, line.values()[i], needed));
    }
    return new Method(line.name(), rows.build());
  }
}
