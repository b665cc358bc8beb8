package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.reading.RunRecord;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;

/**
 * A table of the report, not yet set in HTML or Markdown.
 *
 * @param caption what it shows
 * @param columns headings
 * @param rows cells, as many as columns
 */
public record ReportTable(String caption, ImmutableList<Column> columns, ImmutableList<Row> rows) {
  /**
   * A column.
   *
   * @param isNumeric whether its cells stand to the right
   */
  public record Column(String heading, boolean isNumeric) {
    static Column text(String heading) {
      return new Column(heading, false);
    }

    static Column number(String heading) {
      return new Column(heading, true);
    }
  }

  /**
   * A cell.
   *
   * @param text the value
   * @param detail what qualifies it, such as its interval; may be empty
   * @param isQuoted whether the detail is what a program said, in English, in a report that is not
   * @param source the file of a run that the value comes from, where a reader may want to see it
   */
  public record Cell(String text, String detail, boolean isQuoted, Optional<Source> source) {
    /**
     * A file of a run.
     *
     * @param file its name
     */
    public record Source(RunRecord run, String file) {}

    /** Where there is no value. */
    static final Cell NONE = new Cell("–", "");

    /** A value with what qualifies it, in the language of the report. */
    public Cell(String text, String detail) {
      this(text, detail, false);
    }

    /** One that comes from nowhere in particular. */
    Cell(String text, String detail, boolean isQuoted) {
      this(text, detail, isQuoted, Optional.empty());
    }

    /** The same, from a file of a run. */
    Cell from(RunRecord run, String file) {
      return new Cell(text, detail, isQuoted, Optional.of(new Source(run, file)));
    }

    static Cell of(String text) {
      return new Cell(text, "");
    }

    /** A number, or {@link #NONE}. */
    static Cell of(OptionalDouble value, DoubleFunction<String> format) {
      return value.isPresent() ? of(format.apply(value.getAsDouble())) : NONE;
    }
  }

  /**
   * A row.
   *
   * @param place in the study of the variant that it is about
   * @param cells the first heads the row
   */
  public record Row(OptionalInt place, ImmutableList<Cell> cells) {
    static Row of(VariantResults variant, ImmutableList<Cell> cells) {
      return new Row(OptionalInt.of(variant.place()), cells);
    }
  }
}
