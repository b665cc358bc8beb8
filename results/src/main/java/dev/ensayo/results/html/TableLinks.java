package dev.ensayo.results.html;

import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the parts of a table lead, and by what they can be found.
 *
 * @param head the link of what heads a row
 * @param cell the link of a cell
 * @param id of a row
 */
record TableLinks(
    Function<Row, Optional<String>> head,
    Function<Cell, Optional<String>> cell,
    Function<Row, Optional<String>> id) {
  static final TableLinks NONE =
      new TableLinks(row -> Optional.empty(), cell -> Optional.empty(), row -> Optional.empty());
}
