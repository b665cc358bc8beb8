package dev.ensayo.environments.control;

import static dev.ensayo.core.drawing.SvgNumber.tenths;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;
import java.util.Locale;

/** A car in its valley, the flag on the hill; the height is 0.45 sin 3x + 0.55, as in Gymnasium. */
final class MountainCarDrawing implements Drawing {
  private static final double PER_UNIT = 300;
  private static final double HEIGHT = 240;
  private static final int POINTS = 60;

  private static final String SHAPES =
      """
      <g id="car"><rect class="f c2" x="-16" y="-20" width="32" height="12" rx="4"/>\
      <circle class="f c0" cx="-9" cy="-6" r="6"/><circle class="f c0" cx="9" cy="-6" r="6"/></g>""";

  private final double[] state;
  private final double goal;
  private final Stage stage;

  /**
   * @param state position and velocity; read when asked
   * @param goal position of the flag
   * @param actions a word for each, where they are discrete
   */
  MountainCarDrawing(double[] state, double goal, List<String> actions) {
    this.state = state;
    this.goal = goal;
    this.stage =
        new Stage(
            PER_UNIT * (MountainCar.HIGHEST_POSITION - MountainCar.LOWEST_POSITION),
            HEIGHT,
            30,
            SHAPES,
            hill() + flag(goal),
            actions,
            ImmutableList.of());
  }

  private static double x(double position) {
    return PER_UNIT * (position - MountainCar.LOWEST_POSITION);
  }

  private static double y(double position) {
    return HEIGHT - 20 - 190 * (0.45 * Math.sin(3 * position) + 0.45);
  }

  private static String hill() {
    StringBuilder path = new StringBuilder("<path class=\"l c7\" stroke-width=\"3\" d=\"");
    for (int i = 0; i <= POINTS; i++) {
      double position =
          MountainCar.LOWEST_POSITION
              + (MountainCar.HIGHEST_POSITION - MountainCar.LOWEST_POSITION) * i / POINTS;
      path.append(i == 0 ? "M" : "L").append(tenths(x(position))).append(' ');
      path.append(tenths(y(position)));
    }
    return path.append("\"/>").toString();
  }

  private static String flag(double goal) {
    String at = tenths(x(goal)) + " " + tenths(y(goal));
    return "<path class=\"l c0\" stroke-width=\"2\" d=\"M"
        + at
        + "v-32\"/><path class=\"f c3\" d=\"M"
        + at
        + "m0-32h20l-6 7 6 7h-20z\"/>";
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<String> elements() {
    double slope = 3 * 0.45 * Math.cos(3 * state[0]) * 190 / PER_UNIT;
    return ImmutableList.of(
        "<use href=\"#car\" transform=\"translate("
            + tenths(x(state[0]))
            + " "
            + tenths(y(state[0]))
            + ")rotate("
            + tenths(-Math.toDegrees(Math.atan(slope)))
            + ")\"/>");
  }

  @Override
  public TextPicture text() {
    double span = goal - MountainCar.LOWEST_POSITION;
    return TrackLine.of(
        2 * (state[0] - MountainCar.LOWEST_POSITION) / span - 1,
        state[1] < 0 ? '<' : '>',
        String.format(
            Locale.ROOT, "position %+.2f of %+.2f  velocity %+.3f", state[0], goal, state[1]));
  }
}
