package dev.ensayo.environments.control;

import static dev.ensayo.core.drawing.SvgNumber.tenths;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;
import java.util.Locale;

/** Two links below their hinge and the line that the free end has to reach. */
final class AcrobotDrawing implements Drawing {
  private static final double LINK = 70;
  private static final double MIDDLE = 200;
  private static final double HINGE = 155;
  private static final double LONGEST = 2;

  private static final Stage STAGE =
      new Stage(
          2 * MIDDLE,
          310,
          15,
          """
          <circle id="joint" class="f c0" r="6"/><circle id="end" class="f c2" r="8"/>""",
          "<path class=\"l c3\" stroke-width=\"2\" stroke-dasharray=\"6 5\" d=\"M20 "
              + tenths(HINGE - LINK)
              + "H380\"/><circle class=\"f c7\" cx=\"200\" cy=\"155\" r=\"10\"/>",
          ImmutableList.of("torque -1", "torque 0", "torque +1"),
          ImmutableList.of());

  private final double[] state;

  /**
   * @param state θ₁, θ₂ (rad) and their velocities; read when asked
   */
  AcrobotDrawing(double[] state) {
    this.state = state;
  }

  @Override
  public Stage stage() {
    return STAGE;
  }

  @Override
  public List<String> elements() {
    double x1 = MIDDLE + LINK * Math.sin(state[0]);
    double y1 = HINGE + LINK * Math.cos(state[0]);
    double x2 = x1 + LINK * Math.sin(state[0] + state[1]);
    double y2 = y1 + LINK * Math.cos(state[0] + state[1]);
    String elbow = tenths(x1) + " " + tenths(y1);
    String end = tenths(x2) + " " + tenths(y2);
    return ImmutableList.of(
        "<path class=\"l c1\" stroke-width=\"9\" d=\"M200 155L" + elbow + "L" + end + "\"/>",
        "<use href=\"#joint\" x=\"" + tenths(x1) + "\" y=\"" + tenths(y1) + "\"/>",
        "<use href=\"#end\" x=\"" + tenths(x2) + "\" y=\"" + tenths(y2) + "\"/>");
  }

  @Override
  public TextPicture text() {
    double height = -Math.cos(state[0]) - Math.cos(state[0] + state[1]);
    return TrackLine.of(
        height / LONGEST,
        'o',
        String.format(
            Locale.ROOT,
            "end at %+.2f of +1.00  angles %+.0f, %+.0f deg",
            height,
            Math.toDegrees(state[0]),
            Math.toDegrees(state[1])));
  }
}
