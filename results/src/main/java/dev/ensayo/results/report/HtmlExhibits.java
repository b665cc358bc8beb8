package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.FieldChart;
import dev.ensayo.results.chart.LinesChart;
import dev.ensayo.results.chart.PixelImage;
import dev.ensayo.results.chart.PointsChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.markup.Markup;
import java.util.List;

/** What the runs show beside their metrics, set in HTML. */
final class HtmlExhibits {
  /** Tables of so many columns stand beside each other. */
  private static final int NARROW_COLUMNS = 4;

  private final Markup page = new Markup();
  private final String id;
  private final boolean namesVariants;
  private int charts;

  /**
   * @param id makes element ids unique within the page
   * @param namesVariants whether a reader must be told whose exhibit it is
   */
  HtmlExhibits(String id, boolean namesVariants) {
    this.id = id;
    this.namesVariants = namesVariants;
  }

  String write(List<ExhibitGroup> groups) {
    for (ExhibitGroup group : groups) {
      page.element("h3", group.title()).line();
      if (!group.caption().isEmpty()) {
        page.element("p", group.caption(), "class", "caption").line();
      }
      write(group);
    }
    return page.toString();
  }

  private void write(ExhibitGroup group) {
    Exhibit first = group.entries().get(0).exhibit();
    if (first instanceof Exhibit.Curves && group.entries().size() > 1 && haveOneLineEach(group)) {
      curvesOfAll(group);
      return;
    }
    page.open("div", "class", layout(first)).line();
    for (ExhibitGroup.Entry entry : group.entries()) {
      page.open("figure", "class", "exhibit").line();
      if (namesVariants) {
        page.element("h4", entry.label()).line();
      }
      one(entry);
      page.close().line();
    }
    page.close().line();
  }

  /** How exhibits like this stand beside each other. */
  private static String layout(Exhibit exhibit) {
    if (exhibit instanceof Exhibit.Curves || exhibit instanceof Exhibit.Field) {
      return "multiples";
    }
    return exhibit instanceof Exhibit.Table table && table.header().size() <= NARROW_COLUMNS
        ? "tables"
        : "exhibits";
  }

  private static boolean haveOneLineEach(ExhibitGroup group) {
    return group.entries().stream()
        .allMatch(
            entry ->
                entry.exhibit() instanceof Exhibit.Curves curves && curves.lines().size() == 1);
  }

  private void one(ExhibitGroup.Entry entry) {
    Exhibit exhibit = entry.exhibit();
    if (exhibit instanceof Exhibit.Texts texts) {
      texts(texts);
    } else if (exhibit instanceof Exhibit.Table table) {
      page.raw(HtmlTable.write(ExhibitTable.of(table))).line();
    } else if (exhibit instanceof Exhibit.Pictures pictures) {
      pictures(pictures);
    } else if (exhibit instanceof Exhibit.Curves curves) {
      ImmutableList.Builder<LinesChart.Line> lines = ImmutableList.builder();
      for (int i = 0; i < curves.lines().size(); i++) {
        lines.add(line(curves.lines().get(i), curves.lines().get(i).label(), SeriesStyle.of(i)));
      }
      page.raw(chart(curves, lines.build()).draw(ChartSize.SMALL)).line();
    } else if (exhibit instanceof Exhibit.Points points) {
      points(points);
    } else if (exhibit instanceof Exhibit.Field field) {
      field(field);
    }
  }

  private void texts(Exhibit.Texts texts) {
    for (Exhibit.Texts.Item item : texts.items()) {
      if (!item.heading().isEmpty()) {
        page.element("p", item.heading(), "class", "caption").line();
      }
      page.element("pre", item.text(), "class", "prose").line();
    }
  }

  private void pictures(Exhibit.Pictures pictures) {
    page.open("ul", "class", "pictures").line();
    for (Exhibit.Pictures.Picture picture : pictures.pictures()) {
      page.open("li");
      page.empty(
          "img",
          "src",
          PixelImage.ofBytes(
              picture.pixels(), picture.channels(), picture.height(), picture.width()),
          "alt",
          picture.label(),
          "width",
          "84",
          "height",
          Integer.toString(Math.max(1, 84 * picture.height() / picture.width())));
      page.element("span", picture.label()).close().line();
    }
    page.close().line();
  }

  private void curvesOfAll(ExhibitGroup group) {
    ImmutableList.Builder<LinesChart.Line> lines = ImmutableList.builder();
    for (ExhibitGroup.Entry entry : group.entries()) {
      Exhibit.Curves curves = (Exhibit.Curves) entry.exhibit();
      lines.add(line(curves.lines().get(0), entry.variant().name(), entry.variant().style()));
    }
    page.open("figure").line();
    LinesChart chart = chart((Exhibit.Curves) group.entries().get(0).exhibit(), lines.build());
    page.raw(chart.drawForAnyScreen()).line();
    page.element("figcaption", "Of each variant's first finished seed.").close().line();
  }

  private static LinesChart.Line line(Exhibit.Curves.Line line, String name, SeriesStyle style) {
    return new LinesChart.Line(name, style, Doubles.toArray(line.x()), Doubles.toArray(line.y()));
  }

  private LinesChart chart(Exhibit.Curves curves, ImmutableList<LinesChart.Line> lines) {
    return new LinesChart(
        nextId(),
        curves.title(),
        curves.caption(),
        curves.horizontalLabel(),
        curves.verticalLabel(),
        lines,
        curves.logarithmic());
  }

  private void points(Exhibit.Points points) {
    PointsChart chart =
        new PointsChart(nextId(), points.title(), points.caption(), ofPlane(points.points()));
    page.raw(chart.drawForAnyScreen()).line();
  }

  private void field(Exhibit.Field field) {
    FieldChart chart =
        new FieldChart(
            nextId(),
            field.title(),
            field.caption(),
            new double[] {field.minX(), field.maxX()},
            new double[] {field.minY(), field.maxY()},
            field.values().stream()
                .map(ImmutableList::copyOf)
                .collect(ImmutableList.toImmutableList()),
            ofPlane(field.points()));
    page.raw(chart.draw()).line();
  }

  private static ImmutableList<PointsChart.Point> ofPlane(List<Exhibit.Points.Point> points) {
    return points.stream()
        .map(point -> new PointsChart.Point(point.label(), point.group(), point.x(), point.y()))
        .collect(ImmutableList.toImmutableList());
  }

  private String nextId() {
    charts++;
    return id + "-exhibit-" + charts;
  }
}
