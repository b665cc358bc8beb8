package dev.ensayo.results.markdown;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.ComparedTablesWording;
import dev.ensayo.results.wording.Fact;
import dev.ensayo.results.wording.Heading;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportTables;
import dev.ensayo.results.wording.ReportWording;
import java.util.List;

/** {@code report.md}: the same without the figures, for issues, notes and diffs. */
public final class MarkdownReport {
  private final List<StudyResults> reports;
  private final Phrasebook words;
  private final String page;
  private final MarkdownText text = new MarkdownText();

  /**
   * @param words the language of the report
   * @param page name of the file with the figures
   */
  public MarkdownReport(List<StudyResults> reports, Phrasebook words, String page) {
    this.reports = reports;
    this.words = words;
    this.page = page;
  }

  public String write() {
    for (StudyResults report : reports) {
      section(report);
    }
    return text.toString();
  }

  private void section(StudyResults report) {
    ReportWording wording = new ReportWording(report, words);
    ReportTables tables = wording.tables();
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
      list(Heading.PROBLEMS, wording.problems());
    }
    if (!wording.hypotheses().isEmpty()) {
      list(Heading.HYPOTHESES, wording.hypotheses());
    }
    list(Heading.SUMMARY, wording.summary());
    wording
        .search()
        .ifPresent(
            said -> {
              list(Heading.SEARCH, said.sentences());
              tables.points().ifPresent(table -> table(table.caption(), table));
              tables
                  .shares()
                  .ifPresent(
                      table -> {
                        table(table.caption(), table);
                        text.blankLine();
                        text.paragraph(said.sharesExplained());
                      });
            });
    tables.worth().ifPresent(worth -> table(worth.caption(), worth));
    tables.effects().ifPresent(effects -> table(Heading.EFFECTS.in(words), effects));
    tables.anova().ifPresent(anova -> table(anova.caption(), anova));
    table(Heading.RESULTS.in(words), tables.results());
    tables.cells().ifPresent(cells -> table(wording.captions().everyCellHeading(), cells));
    if (!wording.notes().isEmpty()) {
      text.blankLine();
      text.items(wording.notes());
    }
    tables.protocols().ifPresent(table -> table(table.caption(), table));
    tables.summaries().ifPresent(table -> table(table.caption(), table));
    tables.tests().ifPresent(table -> table(table.caption(), table));
    tables.changes().ifPresent(changes -> table(Heading.CHANGES.in(words), changes));
    exhibits(wording);
    tables.efficiency().ifPresent(table -> table(table.caption(), table));
    tables.lastValues().ifPresent(table -> table(table.caption(), table));
    table(Heading.TIME.in(words), tables.cost());
    table(Heading.EVERY_RUN.in(words), tables.runs());
    list(Heading.METHODS, wording.methods());
    text.heading(Heading.APPENDIX.in(words));
    text.paragraph(wording.methodsParagraph());
    text.paragraph(wording.captions().files());
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
    Exhibit.Visitor<String> exhibit = new MarkdownExhibit(captions, page);
    for (ExhibitGroup group : wording.exhibits()) {
      text.heading(group.title());
      if (!group.caption().isEmpty()) {
        text.line(MarkdownText.escape(group.caption()));
      }
      if (group.compared().isPresent()) {
        compared(new ComparedTablesWording(group.compared().get(), words));
        continue;
      }
      for (ExhibitGroup.Entry entry : group.entries()) {
        text.subheading(captions.exhibit(entry));
        text.raw(entry.exhibit().accept(exhibit));
      }
    }
  }

  private void compared(ComparedTablesWording wording) {
    if (!wording.caption().isEmpty()) {
      text.line(MarkdownText.escape(wording.caption()));
    }
    for (ReportTable table : wording.tables()) {
      text.subheading(table.caption());
      text.table(table);
    }
  }

  private void table(String heading, ReportTable table) {
    text.heading(heading);
    text.table(table);
  }

  private void list(Heading heading, List<String> entries) {
    text.heading(heading.in(words));
    text.items(entries);
  }
}
