package dev.ensayo.results.html;

import dev.ensayo.results.analysis.AcrossTasks;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.ScoresAcross;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.TrainingPair;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import dev.ensayo.results.statistics.PerformanceProfile;
import dev.ensayo.results.statistics.TaskScores.Aggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;

/** The numbers behind the figures (RFC 4180), with all their digits; empty where there is none. */
final class FigureData {
  private final StringBuilder out = new StringBuilder();

  private FigureData(Object... header) {
    row(header);
  }

  private void row(Object... cells) {
    Object[] text = Arrays.stream(cells).map(FigureData::cell).toArray();
    out.append(CSVFormat.RFC4180.format(text)).append("\r\n");
  }

  private static Object cell(Object cell) {
    return cell instanceof Double number && !Double.isFinite(number) ? "" : cell;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Rows under a header. */
  static String table(List<Object> header, List<List<Object>> rows) {
    FigureData data = new FigureData(header.toArray());
    rows.forEach(row -> data.row(row.toArray()));
    return data.toString();
  }

  static String of(MetricCurves curves) {
    FigureData data = new FigureData("variant", column(curves), "mean", "low", "high", "seeds");
    for (MetricCurves.Series series : curves.series()) {
      data.rows(series.name(), series.curve());
    }
    return data.toString();
  }

  private static String column(MetricCurves curves) {
    return switch (curves.x()) {
      case STEPS -> curves.clock().label();
      case UPDATES -> "updates";
      case SIMULATED_TIME -> "simulated_time_in_" + unit(curves);
      case WALL_TIME -> "wall_time_in_" + unit(curves);
    };
  }

  private static String unit(MetricCurves curves) {
    return curves.unit().name().toLowerCase(Locale.ROOT);
  }

  /** Of what a variant does in training and on what is held out. */
  static String of(TrainingPair pair, VariantResults variant) {
    FigureData data =
        new FigureData("metric", column(pair.heldOut()), "mean", "low", "high", "seeds");
    for (MetricCurves curves : List.of(pair.training(), pair.heldOut())) {
      for (MetricCurves.Series series : curves.of(List.of(variant)).series()) {
        data.rows(curves.metric(), series.curve());
      }
    }
    return data.toString();
  }

  private void rows(String name, MeanCurve mean) {
    for (int i = 0; i < mean.mean().length; i++) {
      row(
          name,
          mean.positions()[i],
          mean.mean()[i],
          mean.low()[i],
          mean.high()[i],
          mean.counts()[i]);
    }
  }

  /** Of the scores: a row for each run, with what its variant's come to. */
  static String scores(StudyResults results) {
    FigureData data =
        new FigureData("variant", "seed", "score", "interquartile_mean", "low", "high");
    for (VariantResults variant : results.variants()) {
      double low = variant.interval().map(Interval::low).orElse(Double.NaN);
      double high = variant.interval().map(Interval::high).orElse(Double.NaN);
      variant
          .finalScores()
          .bySeed()
          .forEach(
              (seed, score) ->
                  data.row(variant.label(), seed, score, variant.score().orElseThrow(), low, high));
    }
    return data.toString();
  }

  static String profile(StudyResults results, boolean upwards) {
    FigureData data = new FigureData("variant", "score", "share", "low", "high");
    for (VariantResults variant : results.variants()) {
      if (variant.scores().length > 0) {
        PerformanceProfile profile = new PerformanceProfile(variant.scores());
        for (double score : Arrays.stream(profile.scores()).distinct().toArray()) {
          Interval interval = profile.interval(score, upwards);
          data.row(
              variant.label(),
              score,
              upwards ? profile.atLeast(score) : profile.atMost(score),
              interval.low(),
              interval.high());
        }
      }
    }
    return data.toString();
  }

  static String of(ScoresAcross across) {
    FigureData data = new FigureData("line", across.setting(), "score", "low", "high");
    for (ScoresAcross.Line line : across.lines()) {
      for (int i = 0; i < line.values().length; i++) {
        data.row(line.name(), line.values()[i], line.scores()[i], line.low()[i], line.high()[i]);
      }
    }
    return data.toString();
  }

  /** Of normalized scores: a row for each run, with what its method comes to over all tasks. */
  static String scores(AcrossTasks across) {
    FigureData data =
        new FigureData(
            "method", across.setting(), "normalized_score", "interquartile_mean", "low", "high");
    for (AcrossTasks.Method method : across.methods()) {
      AcrossTasks.Estimate mean = method.of(Aggregate.INTERQUARTILE_MEAN);
      double low = mean.interval().map(Interval::low).orElse(Double.NaN);
      double high = mean.interval().map(Interval::high).orElse(Double.NaN);
      for (String task : across.tasks()) {
        for (double score : method.normalized().get(task)) {
          data.row(method.name(), task, score, mean.value(), low, high);
        }
      }
    }
    return data.toString();
  }

  static String profiles(AcrossTasks across) {
    FigureData data = new FigureData("method", "normalized_score", "share", "low", "high");
    for (AcrossTasks.Method method : across.methods()) {
      for (int i = 0; i < across.levels().length; i++) {
        data.row(
            method.name(),
            across.levels()[i],
            method.profile()[i],
            method.low()[i],
            method.high()[i]);
      }
    }
    return data.toString();
  }

  /** Of a grid: a row for each cell. */
  static String of(StudyGrid grid, StudyResults results) {
    List<Object> header = new ArrayList<>();
    grid.axes().forEach(axis -> header.add(axis.path()));
    header.addAll(List.of("score", "low", "high"));
    FigureData data = new FigureData(header.toArray());
    for (VariantResults variant : results.variants()) {
      List<Object> cells = new ArrayList<>(grid.place(variant.name()));
      cells.add(variant.score().orElse(Double.NaN));
      cells.add(variant.interval().map(Interval::low).orElse(Double.NaN));
      cells.add(variant.interval().map(Interval::high).orElse(Double.NaN));
      data.row(cells.toArray());
    }
    return data.toString();
  }
}
