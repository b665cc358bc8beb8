package dev.ensayo.results.report;

import dev.ensayo.core.exhibit.Exhibit;
import java.util.List;

/** Exhibits that several tests draw. */
final class FewExhibits {
  private FewExhibits() {}

  static Exhibit confusion() {
    return new Exhibit.Table(
        "confusion",
        "Confusion matrix",
        "Rows are the true classes.",
        List.of("true", "0", "1"),
        List.of(List.of("0", "10", "2"), List.of("1", "0", "12")));
  }

  static Exhibit map() {
    return new Exhibit.Points(
        "map",
        "Map of words",
        "",
        List.of(
            new Exhibit.Points.Point("rey", "", 0, 0),
            new Exhibit.Points.Point("reina", "", 1, 2)));
  }

  /** One of the points is not finite. */
  static Exhibit residuals() {
    return new Exhibit.Scatter(
        "residuals",
        "Residuals",
        "What is lacking.",
        "predicted price",
        "right − predicted",
        List.of(100.0, 200.0, Double.NaN),
        List.of(3.0, -4.0, 1.0),
        List.of(new Exhibit.Curves.Line("zero", List.of(100.0, 200.0), List.of(0.0, 0.0))));
  }
}
