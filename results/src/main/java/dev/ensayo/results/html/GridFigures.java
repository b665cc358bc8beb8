package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.chart.HeatMapChart;
import dev.ensayo.results.chart.MarginalChart;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.Captions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The charts of a grid: a heat map of two axes, or the scores along each axis. */
final class GridFigures {
  private final StudyResults results;
  private final Phrasebook words;
  private final StudyGrid grid;
  private final Captions captions;
  private final String id;
  private final List<VariantResults> best;

  /**
   * @param results of a study with a grid
   * @param id makes element ids unique within the page
   */
  GridFigures(StudyResults results, Phrasebook words, Captions captions, String id) {
    this.results = results;
    this.words = words;
    this.grid = results.grid().orElseThrow();
    this.captions = captions;
    this.id = id;
    this.best = results.extreme(true);
  }

  /** The scores over both axes; empty unless there are two. */
  Optional<HeatMapChart> heatMap() {
    if (grid.axes().size() != 2) {
      return Optional.empty();
    }
    // The shorter axis lies across, so that a narrow screen has room for it.
    int across = grid.axes().get(1).values().size() > grid.axes().get(0).values().size() ? 0 : 1;
    StudyGrid.Axis columns = grid.axes().get(across);
    StudyGrid.Axis rows = grid.axes().get(1 - across);
    ImmutableList.Builder<ImmutableList<HeatMapChart.Cell>> cells = ImmutableList.builder();
    for (String row : rows.values()) {
      ImmutableList.Builder<HeatMapChart.Cell> line = ImmutableList.builder();
      for (String column : columns.values()) {
        line.add(cell(across == 1 ? List.of(row, column) : List.of(column, row)));
      }
      cells.add(line.build());
    }
    return Optional.of(
        new HeatMapChart(
            id + "-grid",
            captions.gridTitle(),
            captions.gridDescription(),
            columns.path(),
            rows.path(),
            columns.values(),
            rows.values(),
            cells.build(),
            captions.profileCountsUp()));
  }

  private HeatMapChart.Cell cell(List<String> place) {
    Optional<VariantResults> found =
        results.variants().stream()
            .filter(variant -> grid.place(variant.name()).equals(place))
            .findFirst();
    OptionalDouble score = found.map(VariantResults::score).orElse(OptionalDouble.empty());
    boolean isBest =
        found.isPresent() && !results.hasIncomparableCells() && best.contains(found.get());
    return new HeatMapChart.Cell(
        score, score.isPresent() ? captions.score(score.getAsDouble()) : "", isBest);
  }

  /** The scores along each axis. */
  ImmutableList<MarginalChart> along() {
    boolean single = grid.axes().size() == 1;
    ImmutableList.Builder<MarginalChart> charts = ImmutableList.builder();
    for (int axis = 0; axis < grid.axes().size(); axis++) {
      StudyGrid.Axis along = grid.axes().get(axis);
      charts.add(
          new MarginalChart(
              words,
              id + "-along-" + (axis + 1),
              captions.alongTitle(along),
              captions.gridDescription(),
              along.path(),
              captions.score(),
              along.values(),
              each(axis, End.SCORE),
              single ? each(axis, End.LOW) : new double[0][],
              single ? each(axis, End.HIGH) : new double[0][]));
    }
    return charts.build();
  }

  private enum End {
    SCORE,
    LOW,
    HIGH;

    double of(VariantResults variant) {
      double score = variant.score().orElseThrow();
      return switch (this) {
        case SCORE -> score;
        case LOW -> variant.interval().map(interval -> interval.low()).orElse(score);
        case HIGH -> variant.interval().map(interval -> interval.high()).orElse(score);
      };
    }
  }

  /** A number of each cell that has a score, by its value on an axis. */
  private double[][] each(int axis, End end) {
    return IntStream.range(0, grid.axes().get(axis).values().size())
        .mapToObj(
            i ->
                results.variants().stream()
                    .filter(variant -> variant.score().isPresent())
                    .filter(
                        variant ->
                            grid.place(variant.name())
                                .get(axis)
                                .equals(grid.axes().get(axis).values().get(i)))
                    .mapToDouble(end::of)
                    .toArray())
        .toArray(double[][]::new);
  }
}
