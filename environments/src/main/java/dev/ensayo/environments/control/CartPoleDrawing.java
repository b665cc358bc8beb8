package dev.ensayo.environments.control;

import static dev.ensayo.core.drawing.SvgNumber.tenths;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;
import java.util.Locale;

/** A cart on its track and the pole on it; 100 units are a metre. */
final class CartPoleDrawing implements Drawing {
  private static final double METRE = 100;
  private static final double MIDDLE = 280;
  private static final double HINGE = 130;

  private static final Stage STAGE =
      new Stage(
          2 * MIDDLE,
          190,
          50,
          """
          <g id="cart"><rect class="f c0" x="-30" y="128" width="60" height="24" rx="4"/>\
          <circle class="f c0" cx="-17" cy="154" r="6"/><circle class="f c0" cx="17" cy="154" r="6"/></g>\
          <g id="pole"><path class="l c2" d="M0 0V-97" stroke-width="10"/>\
          <circle class="f c1" r="5"/></g>""",
          """
          <path class="l c7" d="M20 160H540" stroke-width="2"/>\
          <path class="l c8" d="M40 150V170M520 150V170" stroke-width="3"/>""",
          ImmutableList.of("left", "right"),
          ImmutableList.of());

  private final double[] state;

  /**
   * @param state x (m), its velocity, θ (rad), its velocity; read when asked
   */
  CartPoleDrawing(double[] state) {
    this.state = state;
  }

  @Override
  public Stage stage() {
    return STAGE;
  }

  @Override
  public List<String> elements() {
    String x = tenths(MIDDLE + METRE * state[0]);
    return ImmutableList.of(
        "<use href=\"#cart\" x=\"" + x + "\"/>",
        "<use href=\"#pole\" transform=\"translate("
            + x
            + " "
            + tenths(HINGE)
            + ")rotate("
            + tenths(Math.toDegrees(state[2]))
            + ")\"/>");
  }

  @Override
  public TextPicture text() {
    double degrees = Math.toDegrees(state[2]);
    char pole = Math.abs(degrees) < 2 ? '|' : degrees < 0 ? '\\' : '/';
    return TrackLine.of(
        state[0] / CartPole.LARGEST_POSITION,
        pole,
        String.format(Locale.ROOT, "x %+.2f m  pole %+.1f deg", state[0], degrees));
  }
}
