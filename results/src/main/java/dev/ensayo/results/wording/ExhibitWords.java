package dev.ensayo.results.wording;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.xml.XmlEscapers;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.analysis.ComparedTables;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What runs show, in the language of a report. Plugins speak English when they leave it in a run's
 * folder; their catalogues say it in other languages. Texts of a model, names of classes and words
 * of a corpus are in no catalogue and stay.
 */
final class ExhibitWords implements Exhibit.Visitor<Exhibit> {
  /** What stands between two tags of a drawing and has a letter or a digit in it. */
  private static final Pattern DRAWN_TEXT =
      Pattern.compile("(<(?:text|tspan|title|desc)\\b[^>]*>)([^<>&]*[\\p{L}\\d][^<>&]*)(?=<)");

  /** Words with a number each. */
  private static final Pattern RATED = Pattern.compile("\\S+ -?\\d\\.\\d+(, \\S+ -?\\d\\.\\d+)*");

  private final Phrasebook words;

  ExhibitWords(Phrasebook words) {
    this.words = words;
  }

  private ImmutableList<String> told(List<String> texts) {
    return texts.stream().map(words::told).collect(ImmutableList.toImmutableList());
  }

  @Override
  public Exhibit texts(Exhibit.Texts texts) {
    return new Exhibit.Texts(
        texts.name(),
        words.told(texts.title()),
        words.told(texts.caption()),
        texts.items().stream()
            .map(item -> new Exhibit.Texts.Item(words.told(item.heading()), item.text()))
            .toList());
  }

  @Override
  public Exhibit table(Exhibit.Table table) {
    return new Exhibit.Table(
        table.name(),
        words.told(table.title()),
        words.told(table.caption()),
        told(table.header()),
        table.rows().stream()
            .map(row -> row.stream().map(cell -> cell(table.name(), cell)).toList())
            .toList(),
        table.overSeeds());
  }

  /**
   * The same of numbers that are compared.
   *
   * @param name of the exhibits
   */
  ComparedTables numbers(String name, ComparedTables tables) {
    return new ComparedTables(
        words.told(tables.title()),
        tables.variants(),
        words.told(tables.keyHeading()),
        tables.keys().stream().map(key -> cell(name, key)).collect(ImmutableList.toImmutableList()),
        tables.columns().stream()
            .map(column -> column.called(words.told(column.heading())))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * A single word in a cell is data unless a catalogue has it for this table, and so is the first
   * of "word 0.93, other 0.88".
   */
  private String cell(String table, String text) {
    if (RATED.matcher(text).matches()) {
      return Splitter.on(", ")
          .splitToStream(text)
          .map(rated -> rated.substring(0, rated.lastIndexOf(' ')) + ' ' + number(rated))
          .collect(Collectors.joining("; "));
    }
    return text.matches("\\S*\\p{L}\\S*") ? words.told(table, text) : words.told(text);
  }

  private String number(String rated) {
    return words.told(rated.substring(rated.lastIndexOf(' ') + 1));
  }

  @Override
  public Exhibit curves(Exhibit.Curves curves) {
    return new Exhibit.Curves(
        curves.name(),
        words.told(curves.title()),
        words.told(curves.caption()),
        words.told(curves.horizontalLabel()),
        words.told(curves.verticalLabel()),
        curves.logarithmic(),
        lines(curves.lines()));
  }

  private List<Exhibit.Curves.Line> lines(List<Exhibit.Curves.Line> lines) {
    return lines.stream()
        .map(line -> new Exhibit.Curves.Line(words.told(line.label()), line.x(), line.y()))
        .toList();
  }

  @Override
  public Exhibit points(Exhibit.Points points) {
    return new Exhibit.Points(
        points.name(), words.told(points.title()), words.told(points.caption()), points.points());
  }

  @Override
  public Exhibit scatter(Exhibit.Scatter scatter) {
    return new Exhibit.Scatter(
        scatter.name(),
        words.told(scatter.title()),
        words.told(scatter.caption()),
        words.told(scatter.horizontalLabel()),
        words.told(scatter.verticalLabel()),
        scatter.x(),
        scatter.y(),
        lines(scatter.lines()));
  }

  @Override
  public Exhibit pictures(Exhibit.Pictures pictures) {
    return new Exhibit.Pictures(
        pictures.name(),
        words.told(pictures.title()),
        words.told(pictures.caption()),
        pictures.pictures().stream()
            .map(
                picture ->
                    new Exhibit.Pictures.Picture(
                        words.told(picture.label()),
                        picture.channels(),
                        picture.height(),
                        picture.width(),
                        picture.pixels()))
            .toList());
  }

  @Override
  public Exhibit field(Exhibit.Field field) {
    return new Exhibit.Field(
        field.name(),
        words.told(field.title()),
        words.told(field.caption()),
        field.minX(),
        field.maxX(),
        field.minY(),
        field.maxY(),
        field.values(),
        field.points(),
        field.classes());
  }

  @Override
  public Exhibit surface(Exhibit.Surface surface) {
    return new Exhibit.Surface(
        surface.name(),
        words.told(surface.title()),
        words.told(surface.caption()),
        words.told(surface.horizontalLabel()),
        words.told(surface.verticalLabel()),
        surface.minX(),
        surface.maxX(),
        surface.minY(),
        surface.maxY(),
        surface.values(),
        surface.levels(),
        surface.goal(),
        lines(surface.paths()));
  }

  @Override
  public Exhibit answers(Exhibit.Answers answers) {
    return new Exhibit.Answers(
        answers.name(),
        words.told(answers.title()),
        words.told(answers.caption()),
        answers.items());
  }

  @Override
  public Exhibit drawn(Exhibit.Drawn drawn) {
    return new Exhibit.Drawn(
        drawn.name(),
        words.told(drawn.title()),
        words.told(drawn.caption()),
        words.told(drawn.alternative()),
        words.told(drawn.note()),
        drawn.text(),
        drawing(drawn.svg()));
  }

  private String drawing(String svg) {
    return DRAWN_TEXT
        .matcher(svg)
        .replaceAll(
            text ->
                Matcher.quoteReplacement(
                    text.group(1)
                        + XmlEscapers.xmlContentEscaper().escape(words.told(text.group(2)))));
  }
}
