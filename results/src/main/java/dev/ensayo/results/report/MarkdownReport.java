package dev.ensayo.results.report;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.List;
import java.util.stream.Collectors;

/** {@code report.md}: the same without the figures, for issues, notes and diffs. */
final class MarkdownReport {
  private static final Escaper ESCAPER = escaper();

  private final List<StudyReport> reports;
  private final StringBuilder out = new StringBuilder();

  MarkdownReport(List<StudyReport> reports) {
    this.reports = reports;
  }

  private static Escaper escaper() {
    Escapers.Builder builder = Escapers.builder();
    for (char special : "\\`*_{}[]<>#|~".toCharArray()) {
      builder.addEscape(special, "\\" + special);
    }
    return builder.addEscape('\n', " ").addEscape('\r', " ").build();
  }

  static String escape(String text) {
    return ESCAPER.escape(text);
  }

  String write() {
    for (StudyReport report : reports) {
      section(report);
    }
    return out.toString();
  }

  private void section(StudyReport report) {
    ReportWording wording = new ReportWording(report);
    ReportTables tables = new ReportTables(report);
    if (out.length() > 0) {
      out.append('\n');
    }
    out.append("# ").append(escape(report.study().name())).append("\n\n");
    if (!report.study().question().isEmpty()) {
      out.append(escape(report.study().question())).append("\n\n");
    }
    for (String[] fact : wording.facts()) {
      out.append("- ").append(fact[0]).append(": ").append(escape(fact[1])).append('\n');
    }
    if (!report.problems().isEmpty()) {
      list("Runs without a score", report.problems());
    }
    list("In short", wording.summary());
    heading("Results");
    table(tables.results());
    if (!report.notes().isEmpty()) {
      out.append('\n');
      items(report.notes());
    }
    tables
        .changes()
        .ifPresent(
            changes -> {
              heading("What each variant changes");
              table(changes);
            });
    exhibits(report);
    tables
        .efficiency()
        .ifPresent(
            efficiency -> {
              heading(efficiency.caption());
              table(efficiency);
            });
    tables
        .lastValues()
        .ifPresent(
            values -> {
              heading(values.caption());
              table(values);
            });
    heading("Time");
    table(tables.cost());
    heading("Every run");
    table(tables.runs());
    list("How to read the numbers", wording.methods());
    heading("Reproduce");
    fenced("sh", String.join("\n", wording.commands()));
    if (!report.machines().isEmpty()) {
      heading("Machine");
      table(tables.machines());
    }
    if (!report.source().isEmpty()) {
      heading("The study as written");
      fenced("yaml", report.source());
    }
  }

  /** Texts and tables; what is drawn is on the page alone. */
  private void exhibits(StudyReport report) {
    for (ExhibitGroup group : report.exhibits()) {
      heading(group.title());
      if (!group.caption().isEmpty()) {
        out.append(escape(group.caption())).append('\n');
      }
      for (ExhibitGroup.Entry entry : group.entries()) {
        out.append("\n### ").append(escape(entry.label())).append("\n\n");
        if (entry.exhibit() instanceof Exhibit.Texts texts) {
          for (Exhibit.Texts.Item item : texts.items()) {
            out.append(escape(item.heading())).append("\n\n");
            fenced("text", item.text());
          }
        } else if (entry.exhibit() instanceof Exhibit.Table table) {
          table(ExhibitTable.of(table));
        } else {
          out.append("Drawn in ").append(ReportWriter.HTML).append(".\n");
        }
      }
    }
  }

  private void heading(String text) {
    out.append("\n## ").append(text).append("\n\n");
  }

  private void list(String heading, List<String> entries) {
    heading(heading);
    items(entries);
  }

  private void items(List<String> entries) {
    entries.forEach(entry -> out.append("- ").append(escape(entry)).append('\n'));
  }

  /** A fence longer than any in the content. */
  private void fenced(String language, String content) {
    String fence = "```";
    while (content.contains(fence)) {
      fence += "`";
    }
    out.append(fence).append(language).append('\n').append(content.stripTrailing());
    out.append('\n').append(fence).append('\n');
  }

  private void table(ReportTable table) {
    line(table.columns().stream().map(column -> escape(column.heading())).toList());
    line(table.columns().stream().map(column -> column.isNumeric() ? "---:" : "---").toList());
    for (ReportTable.Row row : table.rows()) {
      line(
          row.cells().stream()
              .map(cell -> escape(cell.text() + separator(cell) + cell.detail()))
              .toList());
    }
  }

  private void line(List<String> cells) {
    out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** A detail in brackets follows as it is, words after a comma. */
  private static String separator(ReportTable.Cell cell) {
    if (cell.text().isEmpty() || cell.detail().isEmpty()) {
      return "";
    }
    return cell.detail().startsWith("[") ? " " : ", ";
  }
}
