package dev.ensayo.core.drawing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What stays the same in all pictures of an environment.
 *
 * <p>SVG has coordinates from (0, 0) in the upper left to (width, height). Besides the classes of
 * {@link Ink} there are: {@code f} filled with the ink, {@code l} a line in it, {@code p} a line as
 * wide as 1, without ends, {@code ground} the colour of the page, {@code board} slightly off it,
 * {@code rule} a thin line, {@code word} small writing in the middle of its place, {@code soft}
 * writing that steps back.
 *
 * @param width of the picture, in its own unit
 * @param height of the picture, in its own unit
 * @param stepsPerSecond how fast an episode is best seen
 * @param shapes SVG elements with ids, to be used by many pictures
 * @param backdrop SVG elements behind everything
 * @param foreground SVG elements before everything, such as the lines of a board
 * @param actions a word for each discrete action, as many as there are; none for real vectors
 * @param legend what the inks mean, where that must be told
 */
public record Stage(
    double width,
    double height,
    double stepsPerSecond,
    String shapes,
    String backdrop,
    String foreground,
    List<String> actions,
    List<LegendItem> legend) {
  /** What an ink means. */
  public record LegendItem(Ink ink, String meaning) {}

  /** With nothing before everything. */
  public Stage(
      double width,
      double height,
      double stepsPerSecond,
      String shapes,
      String backdrop,
      List<String> actions,
      List<LegendItem> legend) {
    this(width, height, stepsPerSecond, shapes, backdrop, "", actions, legend);
  }

  public Stage {
    checkArgument(width > 0 && height > 0, "a picture needs a size: %s by %s", width, height);
    checkArgument(stepsPerSecond > 0, "stepsPerSecond must be positive: %s", stepsPerSecond);
    actions = ImmutableList.copyOf(actions);
    legend = ImmutableList.copyOf(legend);
  }

  /** The word for a discrete action, its number where there is none. */
  public String action(int number) {
    return number < actions.size() ? actions.get(number) : Integer.toString(number);
  }
}
