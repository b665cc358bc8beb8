package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.search.SearchAxis;
import dev.ensayo.results.analysis.SearchResults;
import dev.ensayo.results.analysis.SearchedVariant;
import dev.ensayo.results.chart.ParallelCoordinatesChart;
import dev.ensayo.results.chart.ParallelCoordinatesChart.Coordinate;
import dev.ensayo.results.chart.ParallelCoordinatesChart.Line;
import dev.ensayo.results.chart.ParallelCoordinatesChart.Rank;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.SearchWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charts of a search: for each variant that was searched for, its points. */
final class SearchFigures {
  private final SearchResults found;
  private final Phrasebook words;
  private final SearchWords said;
  private final String id;

  /**
   * @param id makes element ids unique within the page
   */
  SearchFigures(SearchResults found, Phrasebook words, SearchWords said, String id) {
    this.found = found;
    this.words = words;
    this.said = said;
    this.id = id;
  }

  /** The points of a variant; empty where none has a score. */
  Optional<ParallelCoordinatesChart> points(SearchedVariant variant) {
    DoubleSummaryStatistics scores =
        variant.points().stream()
            .flatMapToDouble(point -> point.candidate().score().stream())
            .summaryStatistics();
    if (scores.getCount() == 0) {
      return Optional.empty();
    }
    ImmutableList.Builder<Coordinate> coordinates = ImmutableList.builder();
    List<List<String>> names = new ArrayList<>();
    for (Map.Entry<String, SearchAxis> axis : found.search().space().axes().entrySet()) {
      List<String> values = listed(axis.getValue(), axis.getKey(), variant);
      names.add(values);
      coordinates.add(coordinate(axis.getKey(), axis.getValue(), values));
    }
    coordinates.add(Coordinate.of(said.scoreAxis(), scores.getMin(), scores.getMax(), false));
    return Optional.of(
        new ParallelCoordinatesChart(
            words,
            id + "-points-" + found.variants().indexOf(variant),
            said.chartTitle(variant),
            said.spoken(variant),
            coordinates.build(),
            variant.points().stream()
                .map(point -> line(point, variant, names))
                .collect(ImmutableList.toImmutableList())));
  }

  /** The values of a setting that have no distances, in the order written; else none. */
  private static List<String> listed(SearchAxis axis, String path, SearchedVariant variant) {
    if (axis.range().isPresent()) {
      return List.of();
    }
    List<String> written = axis.texts();
    List<String> tried = variant.points().stream().map(point -> point.value(path)).toList();
    return written.stream().filter(tried::contains).toList();
  }

  private Coordinate coordinate(String path, SearchAxis axis, List<String> values) {
    return axis.range()
        .map(
            range -> Coordinate.of(said.axis(path), range.from(), range.to(), axis.isLogarithmic()))
        .orElseGet(() -> Coordinate.of(said.axis(path), ImmutableList.copyOf(values)));
  }

  private Line line(
      SearchedVariant.Point point, SearchedVariant variant, List<List<String>> names) {
    List<String> paths = found.search().space().axes().keySet().asList();
    double[] places = new double[paths.size() + 1];
    for (int i = 0; i < paths.size(); i++) {
      String value = point.value(paths.get(i));
      places[i] = names.get(i).isEmpty() ? Double.parseDouble(value) : names.get(i).indexOf(value);
    }
    places[paths.size()] = point.candidate().score().orElse(Double.NaN);
    return new Line(said.point(point), rank(point, variant), places);
  }

  private static Rank rank(SearchedVariant.Point point, SearchedVariant variant) {
    boolean isBest =
        variant.winner().filter(winner -> winner.variant().name().equals(point.name())).isPresent();
    return isBest ? Rank.BEST : point.stage() > 0 ? Rank.FURTHER : Rank.ORDINARY;
  }

  /** The numbers of the chart: a row for each point. */
  String data(SearchedVariant variant) {
    List<Object> header = new ArrayList<>(List.of("point"));
    header.addAll(found.search().space().axes().keySet());
    header.addAll(List.of("score", "stage", "score_there"));
    return FigureData.table(
        header,
        variant.points().stream()
            .map(
                point -> {
                  List<Object> row = new ArrayList<>(Arrays.asList((Object) point.name()));
                  found
                      .search()
                      .space()
                      .axes()
                      .keySet()
                      .forEach(path -> row.add(point.value(path)));
                  row.add(point.candidate().score().orElse(Double.NaN));
                  row.add(point.stage() + 1);
                  row.add(point.score().orElse(Double.NaN));
                  return row;
                })
            .toList());
  }
}
