package dev.ensayo.results.markdown;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import dev.ensayo.results.wording.ReportTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Markdown, block after block; what is not Markdown already is escaped. */
final class MarkdownText {
  private static final Escaper ESCAPER = escaper();

  private final StringBuilder out = new StringBuilder();

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

  boolean isEmpty() {
    return out.length() == 0;
  }

  void blankLine() {
    out.append('\n');
  }

  /** Adds Markdown as it stands. */
  void raw(String markdown) {
    out.append(markdown);
  }

  /** A line that is Markdown already. */
  void line(String markdown) {
    out.append(markdown).append('\n');
  }

  /** The heading of a study. */
  void title(String text) {
    out.append("# ").append(escape(text)).append("\n\n");
  }

  void heading(String text) {
    out.append("\n## ").append(text).append("\n\n");
  }

  void subheading(String text) {
    out.append("\n### ").append(escape(text)).append("\n\n");
  }

  void paragraph(String text) {
    out.append(escape(text)).append("\n\n");
  }

  void items(List<String> entries) {
    entries.forEach(entry -> out.append("- ").append(escape(entry)).append('\n'));
  }

  /** A fence longer than any in the content. */
  void fenced(String language, String content) {
    String fence = "```";
    while (content.contains(fence)) {
      fence += "`";
    }
    out.append(fence).append(language).append('\n').append(content.stripTrailing());
    out.append('\n').append(fence).append('\n');
  }

  void table(ReportTable table) {
    table(table, cell -> Optional.empty());
  }

  /** A table whose cells lead elsewhere. */
  void table(ReportTable table, Function<ReportTable.Cell, Optional<String>> link) {
    row(table.columns().stream().map(column -> escape(column.heading())).toList());
    row(table.columns().stream().map(column -> column.isNumeric() ? "---:" : "---").toList());
    for (ReportTable.Row row : table.rows()) {
      row(
          row.cells().stream()
              .map(cell -> text(cell, link) + separator(cell) + escape(cell.detail()))
              .toList());
    }
  }

  private static String text(
      ReportTable.Cell cell, Function<ReportTable.Cell, Optional<String>> link) {
    String text = escape(cell.text());
    return link.apply(cell).map(found -> "[" + text + "](" + found + ")").orElse(text);
  }

  private void row(List<String> cells) {
    out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** A detail in brackets follows as it is, words after a comma. */
  private static String separator(ReportTable.Cell cell) {
    if (cell.text().isEmpty() || cell.detail().isEmpty()) {
      return "";
    }
    return cell.detail().startsWith("[") ? " " : ", ";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
