package dev.ensayo.experiments.cli;

import com.google.common.primitives.Ints;
import dev.ensayo.experiments.play.TextScreen;
import java.util.Map;

/** What standard output is, as the launcher has found it. */
final class OutputTerminal {
  /** The columns of the terminal; absent where there is none. */
  private static final String COLUMNS = "ensayo.terminal.output.columns";

  private static final int USUAL_COLUMNS = 80;

  private OutputTerminal() {}

  static TextScreen.Terminal find() {
    return of(System.getProperty(COLUMNS), System.getenv());
  }

  /**
   * Reads it.
   *
   * @param columns null where there is no terminal; where it does not tell its size, empty or 0
   * @param environment variables; {@code NO_COLOR} stands for no colours (no-color.org)
   */
  static TextScreen.Terminal of(String columns, Map<String, String> environment) {
    if (columns == null) {
      return TextScreen.Terminal.NONE;
    }
    Integer number = Ints.tryParse(columns);
    return new TextScreen.Terminal(
        true,
        environment.getOrDefault("NO_COLOR", "").isEmpty(),
        number == null || number < 1 ? USUAL_COLUMNS : number);
  }
}
