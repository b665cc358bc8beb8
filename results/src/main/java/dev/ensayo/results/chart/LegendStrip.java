package dev.ensayo.results.chart;

import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.List;

/** Samples of lines that stand by themselves: above several charts, or beside a name in a table. */
public final class LegendStrip {
  private LegendStrip() {}

  /** A sample of one line, for a table; its text is beside it, so that readers aloud skip it. */
  public static String sample(SeriesStyle style) {
    Markup svg = new Markup();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "chart sample " + style.cssClass(),
        "viewBox",
        "0 0 34 14",
        "aria-hidden",
        "true");
    svg.empty(
        "line",
        "class",
        "mean",
        "x1",
        "1",
        "y1",
        "7",
        "x2",
        "33",
        "y2",
        "7",
        "stroke-dasharray",
        style.dash());
    style.marker().draw(svg, 17, 7, 4);
    return svg.close().toString();
  }

  /** Names with their samples, flowing with the page. */
  public static String of(Phrasebook words, List<LearningCurveChart.Series> series) {
    Markup list = new Markup();
    list.open("ul", "class", "legend");
    int rest = 0;
    for (LearningCurveChart.Series one : series) {
      if (one.style().isRest()) {
        rest++;
        continue;
      }
      list.open("li").raw(sample(one.style())).text(one.name()).close();
    }
    if (rest > 0) {
      list.open("li").raw(sample(SeriesStyle.REST));
      list.text(words.counted(rest, "{0} other|{0} others")).close();
    }
    return list.close().toString();
  }
}
