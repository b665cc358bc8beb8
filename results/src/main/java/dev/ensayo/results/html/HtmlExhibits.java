package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.chart.LinesChart;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.ComparedTablesWording;
import dev.ensayo.results.wording.ReportTable;
import java.util.List;
import java.util.Optional;

/** What the runs show beside their metrics, set in HTML. */
final class HtmlExhibits {
  private final Markup page = new Markup();
  private final Phrasebook words;
  private final Captions captions;
  private final String id;
  private final Anchors anchors;
  private final VariantStyles styles;
  private final boolean namesVariants;

  /**
   * @param words the language of the page
   * @param captions in that language
   * @param id makes element ids unique within the page
   * @param anchors of the study's part of the page
   * @param styles of the variants
   * @param namesVariants whether a reader must be told whose exhibit it is
   */
  HtmlExhibits(
      Phrasebook words,
      Captions captions,
      String id,
      Anchors anchors,
      VariantStyles styles,
      boolean namesVariants) {
    this.words = words;
    this.captions = captions;
    this.id = id;
    this.anchors = anchors;
    this.styles = styles;
    this.namesVariants = namesVariants;
  }

  /** Number of styles that the charts need. */
  static int styles(List<ExhibitGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.entries().stream())
        .mapToInt(
            entry ->
                Math.max(entry.variant().place() + 1, entry.exhibit().accept(new ExhibitStyles())))
        .max()
        .orElse(0);
  }

  String write(List<ExhibitGroup> groups) {
    for (ExhibitGroup group : groups) {
      anchors.heading(page, "h3", group.title());
      body(group, "h4");
    }
    return page.toString();
  }

  /** One group under a heading of its own, an {@code h2}. */
  String write(ExhibitGroup group) {
    body(group, "h3");
    return page.toString();
  }

  /**
   * @param heading the element of headings within the group
   */
  private void body(ExhibitGroup group, String heading) {
    boolean isEachItsOwn = group.caption().isEmpty();
    group.caption().ifPresent(this::caption);
    ExhibitFigure figure =
        new ExhibitFigure(words, id + "-exhibit-" + group.name(), ExhibitExtent.of(group));
    if (group.compared().isPresent()) {
      if (isEachItsOwn) {
        captionsByName(group);
      }
      compared(new ComparedTablesWording(group.compared().get(), words), heading);
      return;
    }
    Optional<ImmutableList<Exhibit.Curves>> lines = singleLines(group);
    if (lines.isPresent()) {
      if (isEachItsOwn) {
        captionsByName(group);
      }
      inOneChart(group, lines.get(), figure);
      return;
    }
    Exhibit first = group.entries().get(0).exhibit();
    page.open("div", "class", first.accept(new ExhibitLayout())).line();
    for (ExhibitGroup.Entry entry : group.entries()) {
      String name = group.title() + ", " + captions.exhibit(entry);
      String place = anchors.id(name);
      page.open("figure", "class", "exhibit", "id", place).line();
      if (namesVariants || !(entry.origin() instanceof ExhibitGroup.Origin.First)) {
        page.open(heading).text(captions.exhibit(entry));
        anchors.link(page, place, name);
        page.close().line();
      }
      if (isEachItsOwn) {
        caption(entry.exhibit().caption());
      }
      page.raw(entry.exhibit().accept(figure));
      page.close().line();
    }
    page.close().line();
  }

  private void caption(String text) {
    if (!text.isEmpty()) {
      page.element("p", text, "class", "caption").line();
    }
  }

  private void captionsByName(ExhibitGroup group) {
    captions.byName(group).forEach(this::caption);
  }

  private void compared(ComparedTablesWording wording, String heading) {
    caption(wording.caption());
    ImmutableList<ReportTable> tables = wording.tables();
    page.open("div", "class", ExhibitLayout.of(tables.get(0).columns().size())).line();
    for (ReportTable table : tables) {
      page.open("figure", "class", "exhibit", "id", anchors.id(table.caption())).line();
      if (tables.size() > 1) {
        page.element(heading, table.caption()).line();
      }
      page.raw(HtmlTable.write(table, styles::of)).line();
      page.close().line();
    }
    page.close().line();
  }

  /** Curves of one line each, which several variants share one chart for; else empty. */
  private static Optional<ImmutableList<Exhibit.Curves>> singleLines(ExhibitGroup group) {
    ImmutableList<Exhibit.Curves> curves =
        group.entries().stream()
            .map(ExhibitGroup.Entry::exhibit)
            .filter(Exhibit.Curves.class::isInstance)
            .map(Exhibit.Curves.class::cast)
            .filter(each -> each.lines().size() == 1)
            .collect(ImmutableList.toImmutableList());
    return curves.size() > 1 && curves.size() == group.entries().size()
        ? Optional.of(curves)
        : Optional.empty();
  }

  private void inOneChart(
      ExhibitGroup group, ImmutableList<Exhibit.Curves> curves, ExhibitFigure figure) {
    ImmutableList.Builder<LinesChart.Line> lines = ImmutableList.builder();
    for (int i = 0; i < curves.size(); i++) {
      lines.add(
          ExhibitFigure.line(
              curves.get(i).lines().get(0),
              group.entries().get(i).variant().tag(),
              styles.of(group.entries().get(i).variant().place())));
    }
    String place = anchors.id(words.say("{0} of all", group.title()));
    page.open("figure", "id", place).line();
    LinesChart chart = figure.chart(curves.get(0), lines.build());
    page.raw(chart.drawForAnyScreen()).line();
    page.open("figcaption").text(captions.exhibitOfAll());
    anchors.link(page, place, group.title());
    page.close().close().line();
  }
}
