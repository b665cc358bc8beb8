package dev.ensayo.results.html;

import dev.ensayo.core.exhibit.Exhibit;
import java.util.List;

/** How many styles of lines and points an exhibit needs. */
final class ExhibitStyles implements Exhibit.Visitor<Integer> {
  @Override
  public Integer texts(Exhibit.Texts texts) {
    return 0;
  }

  @Override
  public Integer table(Exhibit.Table table) {
    return 0;
  }

  @Override
  public Integer curves(Exhibit.Curves curves) {
    return curves.lines().size();
  }

  @Override
  public Integer points(Exhibit.Points points) {
    return groups(points.points());
  }

  @Override
  public Integer scatter(Exhibit.Scatter scatter) {
    return 1 + scatter.lines().size();
  }

  @Override
  public Integer pictures(Exhibit.Pictures pictures) {
    return 0;
  }

  @Override
  public Integer drawn(Exhibit.Drawn drawn) {
    return 0;
  }

  /** The second, in which weights are drawn. */
  @Override
  public Integer answers(Exhibit.Answers answers) {
    return answers.items().stream().anyMatch(Exhibit.Answers.Item::hasWeights) ? 2 : 0;
  }

  /** The first is for the goal. */
  @Override
  public Integer surface(Exhibit.Surface surface) {
    return 1 + surface.paths().size();
  }

  @Override
  public Integer field(Exhibit.Field field) {
    return 1 + groups(field.points());
  }

  private static int groups(List<Exhibit.Points.Point> points) {
    return (int) points.stream().map(Exhibit.Points.Point::group).distinct().count();
  }
}
