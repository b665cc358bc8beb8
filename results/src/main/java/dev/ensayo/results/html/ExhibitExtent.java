package dev.ensayo.results.html;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.chart.Extent;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the axes of an exhibit's chart span; empty where its axes mean nothing beside another's. */
final class ExhibitExtent implements Exhibit.Visitor<Optional<Extent>> {
  /** That of all exhibits of a group together. */
  static Optional<Extent> of(ExhibitGroup group) {
    List<Extent> extents =
        group.entries().stream()
            .map(entry -> entry.exhibit().accept(new ExhibitExtent()))
            .flatMap(Optional::stream)
            .toList();
    return Extent.around(extents);
  }

  @Override
  public Optional<Extent> curves(Exhibit.Curves curves) {
    DoubleStream y = up(curves.lines());
    return Extent.of(
        across(curves.lines()), curves.logarithmic() ? y.filter(value -> value > 0) : y);
  }

  @Override
  public Optional<Extent> scatter(Exhibit.Scatter scatter) {
    return Extent.of(
        DoubleStream.concat(numbers(scatter.x().stream()), across(scatter.lines())),
        DoubleStream.concat(numbers(scatter.y().stream()), up(scatter.lines())));
  }

  private static DoubleStream across(List<Exhibit.Curves.Line> lines) {
    return numbers(lines.stream().flatMap(line -> line.x().stream()));
  }

  private static DoubleStream up(List<Exhibit.Curves.Line> lines) {
    return numbers(lines.stream().flatMap(line -> line.y().stream()));
  }

  private static DoubleStream numbers(Stream<Double> numbers) {
    return numbers.mapToDouble(Double::doubleValue);
  }

  @Override
  public Optional<Extent> texts(Exhibit.Texts texts) {
    return Optional.empty();
  }

  @Override
  public Optional<Extent> table(Exhibit.Table table) {
    return Optional.empty();
  }

  @Override
  public Optional<Extent> points(Exhibit.Points points) {
    return Optional.empty();
  }

  @Override
  public Optional<Extent> pictures(Exhibit.Pictures pictures) {
    return Optional.empty();
  }

  /** Each has its rectangle. */
  @Override
  public Optional<Extent> surface(Exhibit.Surface surface) {
    return Optional.empty();
  }

  @Override
  public Optional<Extent> field(Exhibit.Field field) {
    return Optional.empty();
  }

  @Override
  public Optional<Extent> drawn(Exhibit.Drawn drawn) {
    return Optional.empty();
  }

  @Override
  public Optional<Extent> answers(Exhibit.Answers answers) {
    return Optional.empty();
  }
}
