package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.drawing.PixelImage;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.chart.AttentionChart;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.Extent;
import dev.ensayo.results.chart.FieldChart;
import dev.ensayo.results.chart.LinesChart;
import dev.ensayo.results.chart.PointsChart;
import dev.ensayo.results.chart.ScatterChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.chart.SurfaceChart;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.wording.AnswerTable;
import dev.ensayo.results.wording.AttentionWords;
import dev.ensayo.results.wording.ExhibitTable;
import dev.ensayo.results.wording.SurfaceWords;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Draws the exhibits of one name, each by itself but over the same axes; what comes of one is
 * markup.
 */
final class ExhibitFigure implements Exhibit.Visitor<String> {
  private static final int PICTURE_WIDTH = 84;

  private final Phrasebook words;
  private final ExhibitNumbers numbers;
  private final String id;
  private final Optional<Extent> extent;
  private int charts;

  /**
   * @param words the language of the page
   * @param id makes element ids unique within the page
   * @param extent of the axes of all charts
   */
  ExhibitFigure(Phrasebook words, String id, Optional<Extent> extent) {
    this.words = words;
    this.numbers = new ExhibitNumbers(words);
    this.id = id;
    this.extent = extent;
  }

  private String nextId() {
    charts++;
    return id + "-" + charts;
  }

  @Override
  public String texts(Exhibit.Texts texts) {
    Markup html = new Markup();
    for (Exhibit.Texts.Item item : texts.items()) {
      if (!item.heading().isEmpty()) {
        html.element("p", item.heading(), "class", "caption").line();
      }
      html.element("pre", item.text(), "class", "prose").line();
    }
    return html.toString();
  }

  @Override
  public String table(Exhibit.Table table) {
    return HtmlTable.write(ExhibitTable.of(table)) + "\n";
  }

  @Override
  public String pictures(Exhibit.Pictures pictures) {
    Markup html = new Markup();
    html.open("ul", "class", "pictures").line();
    for (Exhibit.Pictures.Picture picture : pictures.pictures()) {
      html.open("li");
      html.empty(
          "img",
          "src",
          PixelImage.ofBytes(
              picture.pixels(), picture.channels(), picture.height(), picture.width()),
          "alt",
          picture.label(),
          "width",
          Integer.toString(PICTURE_WIDTH),
          "height",
          Integer.toString(Math.max(1, PICTURE_WIDTH * picture.height() / picture.width())));
      html.element("span", picture.label()).close().line();
    }
    return html.close().line().toString();
  }

  @Override
  public String curves(Exhibit.Curves curves) {
    ImmutableList.Builder<LinesChart.Line> lines = ImmutableList.builder();
    for (int i = 0; i < curves.lines().size(); i++) {
      lines.add(line(curves.lines().get(i), curves.lines().get(i).label(), SeriesStyle.of(i)));
    }
    return chart(curves, lines.build()).draw(ChartSize.SMALL) + "\n";
  }

  static LinesChart.Line line(Exhibit.Curves.Line line, String name, SeriesStyle style) {
    return new LinesChart.Line(name, style, Doubles.toArray(line.x()), Doubles.toArray(line.y()));
  }

  /** A chart of lines, which may come from other exhibits of the same name. */
  LinesChart chart(Exhibit.Curves curves, ImmutableList<LinesChart.Line> lines) {
    return new LinesChart(
        words,
        nextId(),
        curves.title(),
        numbers.ofLines(curves.caption(), lines),
        curves.horizontalLabel(),
        curves.verticalLabel(),
        lines,
        curves.logarithmic(),
        extent);
  }

  @Override
  public String points(Exhibit.Points points) {
    return new PointsChart(
                words,
                nextId(),
                points.title(),
                numbers.ofPlane(points.caption(), points.points()),
                ofPlane(points.points()))
            .drawForAnyScreen()
        + "\n";
  }

  @Override
  public String scatter(Exhibit.Scatter scatter) {
    ImmutableList.Builder<LinesChart.Line> lines = ImmutableList.builder();
    for (int i = 0; i < scatter.lines().size(); i++) {
      lines.add(line(scatter.lines().get(i), scatter.lines().get(i).label(), SeriesStyle.of(i)));
    }
    ScatterChart chart =
        new ScatterChart(
            words,
            nextId(),
            scatter.title(),
            numbers.ofPoints(
                scatter.caption(),
                scatter.horizontalLabel(),
                scatter.verticalLabel(),
                Doubles.toArray(scatter.x()),
                Doubles.toArray(scatter.y())),
            scatter.horizontalLabel(),
            scatter.verticalLabel(),
            Doubles.toArray(scatter.x()),
            Doubles.toArray(scatter.y()),
            SeriesStyle.of(scatter.lines().size()),
            lines.build(),
            extent);
    return chart.draw(ChartSize.SMALL) + "\n";
  }

  /** As a picture of its own, so that its styles and names do not meet those of the page. */
  @Override
  public String drawn(Exhibit.Drawn drawn) {
    Markup html = new Markup();
    html.empty(
            "img",
            "class",
            "drawing",
            "src",
            "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(drawn.svg().getBytes(StandardCharsets.UTF_8)),
            "alt",
            drawn.alternative())
        .line();
    if (!drawn.note().isEmpty()) {
      html.element("figcaption", drawn.note()).line();
    }
    return html.toString();
  }

  @Override
  public String answers(Exhibit.Answers answers) {
    Markup html = new Markup();
    html.raw(HtmlTable.write(new AnswerTable(words).of(answers))).line();
    AttentionWords attention = new AttentionWords(words);
    html.open("div", "class", "drawings").line();
    for (Exhibit.Answers.Item item : answers.items()) {
      if (item.hasWeights()) {
        html.open("div");
        drawAttention(html, attention, item);
        html.close().line();
      }
    }
    return html.close().line().toString();
  }

  private void drawAttention(Markup html, AttentionWords attention, Exhibit.Answers.Item item) {
    String title = attention.title(item);
    AttentionChart chart =
        new AttentionChart(
            nextId(),
            title,
            attention.strongest(item),
            attention.symbols(item.read()),
            attention.symbols(item.written()),
            item.weights().stream()
                .map(ImmutableList::copyOf)
                .collect(ImmutableList.toImmutableList()));
    html.element("p", title, "class", "caption").line();
    html.open("div", "class", "sized", "tabindex", "0", "role", "group", "aria-label", title);
    html.raw(chart.draw()).close().line();
  }

  @Override
  public String field(Exhibit.Field field) {
    FieldChart chart =
        new FieldChart(
            words,
            nextId(),
            field.title(),
            numbers.ofPlane(field.caption(), field.points()),
            new double[] {field.minX(), field.maxX()},
            new double[] {field.minY(), field.maxY()},
            field.values().stream()
                .map(ImmutableList::copyOf)
                .collect(ImmutableList.toImmutableList()),
            ofPlane(field.points()),
            ImmutableList.copyOf(field.classes()));
    return chart.draw() + "\n";
  }

  @Override
  public String surface(Exhibit.Surface surface) {
    ImmutableList.Builder<LinesChart.Line> paths = ImmutableList.builder();
    for (int i = 0; i < surface.paths().size(); i++) {
      Exhibit.Curves.Line path = surface.paths().get(i);
      paths.add(line(path, path.label(), SeriesStyle.of(1 + i)));
    }
    SurfaceChart chart =
        new SurfaceChart(
            words,
            nextId(),
            surface.title(),
            surface.caption() + " " + new SurfaceWords(words).paths(surface),
            surface.horizontalLabel(),
            surface.verticalLabel(),
            new Extent(surface.minX(), surface.maxX(), surface.minY(), surface.maxY()),
            surface.values().stream()
                .map(ImmutableList::copyOf)
                .collect(ImmutableList.toImmutableList()),
            ImmutableList.copyOf(surface.levels()),
            ofPlane(surface.goal()),
            paths.build());
    return chart.draw() + "\n";
  }

  private static ImmutableList<PointsChart.Point> ofPlane(List<Exhibit.Points.Point> points) {
    return points.stream()
        .map(point -> new PointsChart.Point(point.label(), point.group(), point.x(), point.y()))
        .collect(ImmutableList.toImmutableList());
  }
}
