package dev.ensayo.experiments.progress;

import java.io.PrintWriter;
import java.util.List;

/**
 * Puts lines that change under lines that stay on a terminal.
 *
 * <p>The cursor rests on an empty row above the changing lines, so that a terminal that breaks
 * lines anew when it is resized takes it along, and whatever else is written there, by the kernel
 * for Ctrl-C or by a library, stands above them. From there all that changes is drawn over in
 * place; nothing has to be counted back. While it is drawn, the terminal does not wrap. A row is
 * erased from its beginning: tmux would otherwise remember that it was once broken off the row
 * above, and join the two when there is room again.
 *
 * <p>The sequences are those of ECMA-48 (CUU, ED, EL, NEL) and DEC's mode for automatic wrapping
 * (DECAWM), which every terminal emulator knows. A line ends with NEL and not with a line feed, at
 * which the kernel would break what is written in two: on Ctrl-C it throws away what the terminal
 * has not read yet, and half a drawing would leave the cursor elsewhere.
 */
final class Screen {
  private static final String ESCAPE = "\u001b[";
  private static final String NEXT_LINE = "\u001bE";
  private static final String WRAP_OFF = ESCAPE + "?7l";
  private static final String WRAP_ON = ESCAPE + "?7h";
  private static final String ERASE_TO_END_OF_LINE = ESCAPE + "K";
  private static final String ERASE_TO_END_OF_SCREEN = ESCAPE + "J";
  private static final String UP = "A";

  /** Not from the row of the cursor: tmux keeps all of a screen that is erased as a whole. */
  private static final String ERASE_DRAWN =
      "\r" + ERASE_TO_END_OF_LINE + NEXT_LINE + ERASE_TO_END_OF_SCREEN + ESCAPE + UP;

  private final PrintWriter out;
  private boolean drawn;

  Screen(PrintWriter out) {
    this.out = out;
  }

  /** Draws lines in the place of those drawn before; without lines it takes those away. */
  void draw(List<String> lines) {
    write(lines.isEmpty() ? erasing() : drawing(lines));
    drawn = !lines.isEmpty();
  }

  /** Writes a line that stays, and the changing ones under it; one piece, so nothing flickers. */
  void say(String line, List<String> changing) {
    write(erasing() + line + NEXT_LINE + (changing.isEmpty() ? "" : drawing(changing)));
    drawn = !changing.isEmpty();
  }

  private String erasing() {
    return drawn ? ERASE_DRAWN : "";
  }

  private static String drawing(List<String> lines) {
    StringBuilder text = new StringBuilder(WRAP_OFF).append('\r').append(ERASE_TO_END_OF_LINE);
    for (String line : lines) {
      text.append(NEXT_LINE).append(ERASE_TO_END_OF_LINE).append(line);
    }
    return text.append(ERASE_TO_END_OF_SCREEN)
        .append('\r')
        .append(ESCAPE)
        .append(lines.size())
        .append(UP)
        .append(WRAP_ON)
        .toString();
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
