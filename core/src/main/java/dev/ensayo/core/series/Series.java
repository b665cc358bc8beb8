package dev.ensayo.core.series;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.AnswerScale;
import java.util.Arrays;
import java.util.Optional;

/** The numbers of a {@link SeriesTask}, in their own units; without gaps. Immutable. */
public final class Series {
  private final SeriesSpec spec;
  private final double[][] values;
  private final SeriesParts parts;
  private final ImmutableList<AnswerScale> scales;
  private final Optional<BestForecast> best;

  /**
   * @param values {@code [columns][moments]}; not copied
   * @param scales of the columns for networks, measured on the training part alone
   * @param best where it is known
   */
  public Series(
      SeriesSpec spec,
      double[][] values,
      SeriesParts parts,
      ImmutableList<AnswerScale> scales,
      Optional<BestForecast> best) {
    checkArgument(
        values.length == spec.columns().size() && scales.size() == values.length,
        "%s columns, %s scales for %s",
        values.length,
        scales.size(),
        spec.columns());
    checkArgument(
        Arrays.stream(values).allMatch(column -> column.length == parts.length()),
        "columns have not all %s moments",
        parts.length());
    this.spec = spec;
    this.values = values;
    this.parts = parts;
    this.scales = scales;
    this.best = best;
  }

  public SeriesSpec spec() {
    return spec;
  }

  /** Where the parts lie. */
  public SeriesParts parts() {
    return parts;
  }

  /** What a column holds at a moment. */
  public double value(int column, int moment) {
    return values[column][moment];
  }

  /** What is forecast, at a moment. */
  public double target(int moment) {
    return values[spec.target()][moment];
  }

  /** Between a column and what networks see of it. */
  public AnswerScale scale(int column) {
    return scales.get(column);
  }

  /** Between what is forecast and what networks give. */
  public AnswerScale targetScale() {
    return scales.get(spec.target());
  }

  /** The origins of a part; see {@link SeriesParts#origins}. */
  public int[] origins(Split split) {
    return parts.origins(split, spec);
  }

  /** The forecast that nobody can do better than, where it is known. */
  public Optional<BestForecast> best() {
    return best;
  }
}
