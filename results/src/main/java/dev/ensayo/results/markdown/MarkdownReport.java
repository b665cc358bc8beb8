package dev.ensayo.results.markdown;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.Fact;
import dev.ensayo.results.wording.Heading;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportTables;
import dev.ensayo.results.wording.ReportWording;
import java.util.List;

/** {@code report.md}: the same without the figures, for issues, notes and diffs. */
public final class MarkdownReport {
  private final List<StudyResults> reports;
  private final Exhibit.Visitor<String> exhibit;
  private final MarkdownText text = new MarkdownText();

  /**
   * @param page name of the file with the figures
   */
  public MarkdownReport(List<StudyResults> reports, String page) {
    this.reports = reports;
    this.exhibit = new MarkdownExhibit(page);
  }

  public String write() {
    for (StudyResults report : reports) {
      section(report);
    }
    return text.toString();
  }

  private void section(StudyResults report) {
    ReportWording wording = new ReportWording(report);
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
    list(Heading.SUMMARY, wording.summary());
    table(Heading.RESULTS.text(), tables.results());
    tables.cells().ifPresent(cells -> table(wording.captions().everyCellHeading(), cells));
    if (!wording.notes().isEmpty()) {
      text.blankLine();
      text.items(wording.notes());
    }
    tables.protocols().ifPresent(table -> table(table.caption(), table));
    tables.changes().ifPresent(changes -> table(Heading.CHANGES.text(), changes));
    exhibits(report);
    tables.efficiency().ifPresent(table -> table(table.caption(), table));
    tables.lastValues().ifPresent(table -> table(table.caption(), table));
    table(Heading.TIME.text(), tables.cost());
    table(Heading.EVERY_RUN.text(), tables.runs());
    list(Heading.METHODS, wording.methods());
    text.heading(Heading.REPRODUCE.text());
    text.fenced("sh", String.join("\n", wording.commands()));
    tables.machines().ifPresent(machines -> table(Heading.MACHINE.text(), machines));
    if (!report.found().source().isEmpty()) {
      text.heading(Heading.STUDY.text());
      text.fenced("yaml", report.found().source());
    }
  }

  private void exhibits(StudyResults report) {
    for (ExhibitGroup group : report.exhibits()) {
      text.heading(group.title());
      if (!group.caption().isEmpty()) {
        text.line(MarkdownText.escape(group.caption()));
      }
      for (ExhibitGroup.Entry entry : group.entries()) {
        text.subheading(Captions.exhibit(entry));
        text.raw(entry.exhibit().accept(exhibit));
      }
    }
  }

  private void table(String heading, ReportTable table) {
    text.heading(heading);
    text.table(table);
  }

  private void list(Heading heading, List<String> entries) {
    text.heading(heading.text());
    text.items(entries);
  }
}
