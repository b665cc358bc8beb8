package dev.ensayo.environments.series;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesParts;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.core.series.SeriesTask;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A series in three parts, one after the other; columns are scaled by the first part alone. */
final class ForecastSeries implements SeriesTask {
  private final SeriesConfig config;
  private final OpenedSeries source;
  private final SeriesSpec spec;
  private final SeriesParts parts;

  /**
   * Finds the series.
   *
   * @throws InvalidSettingException if it is damaged, too short for the settings or constant
   */
  ForecastSeries(SeriesConfig config) {
    this.config = config;
    this.source = config.source().open();
    this.spec =
        new SeriesSpec(
            source.columns(),
            source.target(),
            config.window(),
            config.horizon(),
            config.season().orElse(source.season()));
    this.parts = parts();
    refuseShort();
    refuseConstant(source.draw().apply(new SeedSequence(0)).values());
  }

  private SeriesParts parts() {
    int length = source.length();
    int trainEnd = end(Split.TRAIN);
    if (trainEnd < 1) {
      throw new InvalidSettingException(
          "split.train", "of " + length + " moments none is left to learn from");
    }
    return new SeriesParts(trainEnd, end(Split.VALID), end(Split.TEST), config.originStep());
  }

  private int end(Split split) {
    return (int) config.split().end(split, source.length());
  }

  private void refuseShort() {
    int needed = spec.window() + spec.horizon();
    if (parts.trainEnd() < needed) {
      throw new InvalidSettingException(
          "window",
          "window: %s and horizon: %s need at least %s moments to learn from; the training part has %s of the series' %s"
              .formatted(spec.window(), spec.horizon(), needed, parts.trainEnd(), source.length()));
    }
    if (parts.trainEnd() <= spec.season()) {
      throw new InvalidSettingException(
          "season",
          "a season of %s moments needs a training part that is longer; it has %s of the series' %s"
              .formatted(spec.season(), parts.trainEnd(), source.length()));
    }
    refuseShort(Split.TEST, parts.length() - parts.validEnd());
    if (parts.validEnd() > parts.trainEnd()) {
      refuseShort(Split.VALID, parts.validEnd() - parts.trainEnd());
    }
  }

  private void refuseShort(Split split, int moments) {
    if (moments < spec.horizon()) {
      throw new InvalidSettingException(
          "split." + split.label(),
          "the %s part has %s of the series' %s moments, and horizon: %s needs at least as many"
              .formatted(split.label(), moments, source.length(), spec.horizon()));
    }
  }

  /** Of what never changes there is nothing to forecast, and nothing to measure errors by. */
  private void refuseConstant(double[][] values) {
    double[] target = values[spec.target()];
    if (Arrays.stream(target, 0, parts.trainEnd()).allMatch(value -> value == target[0])) {
      throw new InvalidSettingException(
          "source",
          "column '%s' is %s at all %s moments of the training part; there is nothing to learn, and no scale for errors"
              .formatted(spec.targetName(), target[0], parts.trainEnd()));
    }
  }

  @Override
  public SeriesSpec spec() {
    return spec;
  }

  @Override
  public Series series(SeedSequence seeds) {
    OpenedSeries.Numbers numbers =
        source
            .draw()
            .apply(
                (config.seed().isPresent()
                        ? new SeedSequence(config.seed().getAsLong())
                        : seeds.child("environment"))
                    .child("series"));
    double[][] values =
        Arrays.stream(numbers.values())
            .map(column -> Arrays.copyOf(column, parts.length()))
            .toArray(double[][]::new);
    ImmutableList<AnswerScale> scales =
        Arrays.stream(values)
            .map(column -> config.scale().of(column, parts.trainEnd()))
            .collect(ImmutableList.toImmutableList());
    return new Series(spec, values, parts, scales, numbers.best());
  }

  @Override
  public Map<String, String> dataSha256() {
    return source.sha256();
  }

  @Override
  public List<String> notes() {
    return source.notes();
  }
}
