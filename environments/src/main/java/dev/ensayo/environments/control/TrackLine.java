package dev.ensayo.environments.control;

import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;

/** A place on a track, as a line of text. */
final class TrackLine {
  private static final int CELLS = 41;

  private TrackLine() {}

  /**
   * @param place −1 at the left end, 1 at the right; beyond, it is at the end
   * @param mark what is there
   * @param numbers what stands behind
   */
  static TextPicture of(double place, char mark, String numbers) {
    int cell = cell(place);
    String track = "-".repeat(cell) + mark + "-".repeat(CELLS - 1 - cell);
    String inks = Character.toString(Ink.GREY.digit()).repeat(CELLS);
    return new TextPicture(
        List.of("[" + track + "]  " + numbers),
        List.of(" " + inks.substring(0, cell) + Ink.ORANGE.digit() + inks.substring(cell + 1)));
  }

  private static int cell(double place) {
    double clipped = Math.max(-1, Math.min(1, place));
    return (int) Math.round((clipped + 1) / 2 * (CELLS - 1));
  }
}
