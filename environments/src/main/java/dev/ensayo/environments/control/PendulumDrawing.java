package dev.ensayo.environments.control;

import static dev.ensayo.core.drawing.SvgNumber.tenths;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;
import java.util.Locale;

/** A rod on its hinge, and upright as the place where it should be. */
final class PendulumDrawing implements Drawing {
  private static final Stage STAGE =
      new Stage(
          260,
          260,
          20,
          """
          <g id="rod"><path class="l c2" d="M0 0V-97" stroke-width="12"/>\
          <circle class="f c1" r="6"/></g>""",
          """
          <path class="l c3" d="M130 10V24" stroke-width="3"/>\
          <circle class="rule" fill="none" cx="130" cy="130" r="104"/>""",
          ImmutableList.of(),
          ImmutableList.of());

  private final double[] state;

  /**
   * @param state θ (rad) and its velocity; read when asked
   */
  PendulumDrawing(double[] state) {
    this.state = state;
  }

  @Override
  public Stage stage() {
    return STAGE;
  }

  /** θ grows against the clock, as in Gymnasium's pictures. */
  @Override
  public List<String> elements() {
    return ImmutableList.of(
        "<use href=\"#rod\" transform=\"translate(130 130)rotate(" + tenths(-degrees()) + ")\"/>");
  }

  @Override
  public TextPicture text() {
    double degrees = degrees();
    return TrackLine.of(
        -degrees / 180,
        'o',
        String.format(Locale.ROOT, "angle %+.1f deg  velocity %+.2f rad/s", degrees, state[1]));
  }

  private double degrees() {
    return Math.toDegrees(Math.IEEEremainder(state[0], 2 * Math.PI));
  }
}
