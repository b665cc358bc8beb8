package dev.ensayo.results.latex;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import java.util.stream.Collectors;

/**
 * A table for LaTeX with the rules of {@code booktabs}. It needs {@code \\usepackage{booktabs}} and
 * nothing else; what is not ASCII is written with commands.
 */
public final class LatexTable {
  private static final ImmutableMap<Integer, String> COMMANDS =
      ImmutableMap.<Integer, String>builder()
          .put((int) '\\', "\\textbackslash{}")
          .put((int) '{', "\\{")
          .put((int) '}', "\\}")
          .put((int) '$', "\\$")
          .put((int) '&', "\\&")
          .put((int) '#', "\\#")
          .put((int) '%', "\\%")
          .put((int) '_', "\\_")
          .put((int) '^', "\\textasciicircum{}")
          .put((int) '~', "\\textasciitilde{}")
          .put((int) '<', "$<$")
          .put((int) '>', "$>$")
          .put((int) '−', "$-$")
          .put((int) '±', "$\\pm$")
          .put((int) '×', "$\\times$")
          .put((int) '∞', "$\\infty$")
          .put((int) '≥', "$\\geq$")
          .put((int) '≤', "$\\leq$")
          .put((int) 'δ', "$\\delta$")
          .put((int) '–', "--")
          .put((int) '…', "\\dots{}")
          .put(0xa0, "~")
          .buildOrThrow();

  private LatexTable() {}

  /** A {@code table} with its caption. */
  public static String write(ReportTable table, String label) {
    StringBuilder out = new StringBuilder();
    out.append("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
    out.append("\\caption{").append(escape(table.caption())).append(".}\n");
    out.append("\\label{tab:").append(label).append("}\n\\begin{tabular}{@{}");
    table.columns().forEach(column -> out.append(column.isNumeric() ? 'r' : 'l'));
    out.append("@{}}\n\\toprule\n");
    out.append(
        table.columns().stream()
            .map(Column::heading)
            .map(LatexTable::escape)
            .collect(Collectors.joining(" & ", "", " \\\\\n")));
    out.append("\\midrule\n");
    table
        .rows()
        .forEach(
            row ->
                out.append(
                    row.cells().stream()
                        .map(LatexTable::cell)
                        .collect(Collectors.joining(" & ", "", " \\\\\n"))));
    return out.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
  }

  private static String cell(Cell cell) {
    String text = escape(cell.text());
    String detail = escape(cell.detail());
    String separator =
        text.isEmpty() || detail.isEmpty() ? "" : cell.detail().startsWith("[") ? " " : ", ";
    String all = text + separator + detail;
    // A bracket at the start of a row would be read as an option of the line break before.
    return all.startsWith("[") ? "{}" + all : all;
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              String command = COMMANDS.get(point);
              if (command != null) {
                out.append(command);
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }
}
