package dev.ensayo.experiments.progress;

import com.google.common.primitives.Ints;
import java.util.function.Supplier;
import org.jline.nativ.CLibrary;

/**
 * Asks how large the terminal on standard error is now. Asking takes microseconds, so it is done
 * before each drawing; no signal of a resize is needed.
 */
final class TerminalSizes implements Supplier<TerminalSize> {
  /** What {@code stty size} said when the launcher started. */
  private static final String AT_START = "ensayo.terminal.size";

  private static final int STANDARD_ERROR = 2;
  private static final int UNSIGNED = 0xffff;

  private final TerminalSize otherwise;
  private boolean systemAnswers = true;

  TerminalSizes() {
    this.otherwise =
        TerminalSize.of(number("COLUMNS"), number("LINES"))
            .or(() -> TerminalSize.parse(System.getProperty(AT_START, "")))
            .orElse(TerminalSize.USUAL);
  }

  private static Integer number(String variable) {
    String value = System.getenv(variable);
    return value == null ? null : Ints.tryParse(value);
  }

  @Override
  public TerminalSize get() {
    if (!systemAnswers) {
      return otherwise;
    }
    try {
      CLibrary.WinSize size = new CLibrary.WinSize();
      int failed = CLibrary.ioctl(STANDARD_ERROR, CLibrary.TIOCGWINSZ, size);
      if (failed == 0) {
        return TerminalSize.of(size.ws_col & UNSIGNED, size.ws_row & UNSIGNED).orElse(otherwise);
      }
    } catch (LinkageError | RuntimeException e) {
      // There is no native library for this system, or no folder it can be loaded from.
    }
    systemAnswers = false;
    return otherwise;
  }
}
