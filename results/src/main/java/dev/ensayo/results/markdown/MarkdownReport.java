package dev.ensayo.results.markdown;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.reading.RunLinks;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.Claim;
import dev.ensayo.results.wording.ComparedTablesWording;
import dev.ensayo.results.wording.Evidence;
import dev.ensayo.results.wording.Fact;
import dev.ensayo.results.wording.Heading;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportTables;
import dev.ensayo.results.wording.ReportWording;
import dev.ensayo.results.wording.SearchWords;
import dev.ensayo.results.wording.SideBySide;
import java.util.List;

/** {@code report.md}: the same without the figures, for issues, notes and diffs. */
public final class MarkdownReport {
  private final List<StudyResults> reports;
  private final Phrasebook words;
  private final String page;
  private final RunLinks links;
  private final MarkdownText text = new MarkdownText();

  /**
   * @param words the language of the report
   * @param page name of the file with the figures
   * @param links to the files of the runs
   */
  public MarkdownReport(List<StudyResults> reports, Phrasebook words, String page, RunLinks links) {
    this.links = links;
    this.reports = reports;
    this.words = words;
    this.page = page;
  }

  public String write() {
    if (reports.size() > 1) {
      sideBySide(new SideBySide(reports, words));
    }
    for (int i = 0; i < reports.size(); i++) {
      section(reports.get(i), "study-" + (i + 1));
    }
    return text.toString();
  }

  private void sideBySide(SideBySide all) {
    text.title(all.heading());
    text.items(all.sentences());
    all.tables().forEach(table -> table(table.caption(), table));
  }

  private void section(StudyResults report, String id) {
    ReportWording wording = new ReportWording(report, words);
    ReportTables tables = wording.tables();
    MarkdownPlaces places = new MarkdownPlaces(id, tables, words);
    if (!text.isEmpty()) {
      text.blankLine();
    }
    text.title(report.study().name());
    if (!report.study().question().isEmpty()) {
      text.paragraph(report.study().question());
    }
    for (Fact fact : wording.facts()) {
      text.line("- " + fact.label() + ": " + MarkdownText.escape(fact.value()));
    }
    if (!wording.problems().isEmpty()) {
      text.heading(Heading.PROBLEMS.in(words));
      text.paragraph(wording.captions().problems());
      claims(wording.problems(), places);
    }
    if (!wording.hypotheses().isEmpty()) {
      claims(Heading.HYPOTHESES, wording.hypotheses(), places);
    }
    claims(Heading.SUMMARY, wording.summary(), places);
    wording.search().ifPresent(said -> search(said, tables, places));
    tasks(tables, places);
    tables
        .worth()
        .ifPresent(
            worth -> {
              places.mark(text, Evidence.WORTH);
              table(worth.caption(), worth);
            });
    tables
        .effects()
        .ifPresent(
            effects -> {
              places.mark(text, Evidence.EFFECTS);
              table(Heading.EFFECTS.in(words), effects);
            });
    tables.anova().ifPresent(anova -> table(anova.caption(), anova));
    places.mark(text, Evidence.RESULTS);
    table(Heading.RESULTS.in(words), tables.results());
    tables.cells().ifPresent(cells -> table(wording.captions().everyCellHeading(), cells));
    if (!wording.notes().isEmpty()) {
      text.blankLine();
      text.items(wording.notes());
    }
    tables
        .protocols()
        .ifPresent(
            published -> {
              places.mark(text, Evidence.PUBLISHED);
              table(published.caption(), published);
            });
    tables.summaries().ifPresent(table -> table(table.caption(), table));
    tables.tests().ifPresent(table -> table(table.caption(), table));
    tables.changes().ifPresent(changes -> table(Heading.CHANGES.in(words), changes));
    exhibits(wording);
    tables.efficiency().ifPresent(table -> table(table.caption(), table));
    tables.lastValues().ifPresent(table -> table(table.caption(), table));
    table(Heading.TIME.in(words), tables.cost());
    places.mark(text, Evidence.RUNS);
    text.heading(Heading.EVERY_RUN.in(words));
    text.paragraph(wording.captions().everyRun());
    text.table(
        tables.runs(),
        cell -> cell.source().flatMap(source -> links.to(source.run(), source.file())));
    list(Heading.METHODS, wording.methods());
    text.heading(Heading.APPENDIX.in(words));
    text.paragraph(wording.methodsParagraph());
    text.paragraph(wording.captions().files());
    places.mark(text, Evidence.STUDY);
    text.heading(Heading.REPRODUCE.in(words));
    text.fenced("sh", String.join("\n", wording.commands()));
    tables.machines().ifPresent(machines -> table(Heading.MACHINE.in(words), machines));
    if (!report.found().source().isEmpty()) {
      text.heading(Heading.STUDY.in(words));
      text.fenced("yaml", report.found().source());
    }
  }

  private void exhibits(ReportWording wording) {
    Captions captions = wording.captions();
    Exhibit.Visitor<String> exhibit = new MarkdownExhibit(words, captions, page);
    for (ExhibitGroup group : wording.exhibits()) {
      text.heading(group.title());
      boolean isEachItsOwn = group.caption().isEmpty();
      group.caption().ifPresent(this::caption);
      if (group.compared().isPresent()) {
        if (isEachItsOwn) {
          text.items(captions.byName(group));
        }
        compared(new ComparedTablesWording(group.compared().get(), words));
        continue;
      }
      for (ExhibitGroup.Entry entry : group.entries()) {
        text.subheading(captions.exhibit(entry));
        if (isEachItsOwn && !entry.exhibit().caption().isEmpty()) {
          text.paragraph(entry.exhibit().caption());
        }
        text.raw(entry.exhibit().accept(exhibit));
      }
    }
  }

  private void caption(String said) {
    if (!said.isEmpty()) {
      text.line(MarkdownText.escape(said));
    }
  }

  private void compared(ComparedTablesWording wording) {
    caption(wording.caption());
    for (ReportTable table : wording.tables()) {
      text.subheading(table.caption());
      text.table(table);
    }
  }

  private void table(String heading, ReportTable table) {
    text.heading(heading);
    text.table(table);
  }

  private void tasks(ReportTables tables, MarkdownPlaces places) {
    List<ReportTable> over = tables.tasks();
    if (!over.isEmpty()) {
      places.mark(text, Evidence.TASKS);
      over.forEach(table -> table(table.caption(), table));
    }
  }

  private void search(SearchWords said, ReportTables tables, MarkdownPlaces places) {
    list(Heading.SEARCH, said.sentences());
    tables
        .points()
        .ifPresent(
            points -> {
              places.mark(text, Evidence.SEARCH);
              table(points.caption(), points);
            });
    tables
        .shares()
        .ifPresent(
            shares -> {
              table(shares.caption(), shares);
              text.blankLine();
              text.paragraph(said.sharesExplained());
            });
  }

  private void claims(Heading heading, List<Claim> claims, MarkdownPlaces places) {
    text.heading(heading.in(words));
    claims(claims, places);
  }

  private void claims(List<Claim> claims, MarkdownPlaces places) {
    claims.forEach(
        claim ->
            text.line(
                "- " + MarkdownText.escape(claim.text()) + " " + places.link(claim.evidence())));
  }

  private void list(Heading heading, List<String> entries) {
    text.heading(heading.in(words));
    text.items(entries);
  }
}
