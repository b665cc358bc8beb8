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
  private static final double HINGE = 130;
  private static final double MARGIN = 40;
  private static final String SHAPES =
      """
      <g id="cart"><rect class="f c0" x="-30" y="128" width="60" height="24" rx="4"/>\
      <circle class="f c0" cx="-17" cy="154" r="6"/><circle class="f c0" cx="17" cy="154" r="6"/></g>\
      <g id="pole"><path class="l c2" d="M0 0V-97" stroke-width="10"/>\
      <circle class="f c1" r="5"/></g>""";

  private final double[] state;
  private final double bound;
  private final Stage stage;

  /**
   * @param state x (m), its velocity, θ (rad), its velocity; read when asked
   * @param bound how far the track goes to either side (m)
   */
  private CartPoleDrawing(double[] state, double bound, Stage stage) {
    this.state = state;
    this.bound = bound;
    this.stage = stage;
  }

  /** Of a pole that stays above the track. */
  static Drawing standing(double[] state, double bound, List<String> actions) {
    return new CartPoleDrawing(state, bound, stage(bound, 190, 50, actions));
  }

  /** Of a pole that may hang below the track. */
  static Drawing hanging(double[] state, double bound, List<String> actions) {
    return new CartPoleDrawing(state, bound, stage(bound, 240, 100, actions));
  }

  private static Stage stage(
      double bound, double height, double stepsPerSecond, List<String> actions) {
    double width = 2 * middle(bound);
    return new Stage(
        width,
        height,
        stepsPerSecond,
        SHAPES,
        "<path class=\"l c7\" d=\"M20 160H"
            + tenths(width - 20)
            + "\" stroke-width=\"2\"/><path class=\"l c8\" d=\"M40 150V170M"
            + tenths(width - MARGIN)
            + " 150V170\" stroke-width=\"3\"/>",
        actions,
        ImmutableList.of());
  }

  private static double middle(double bound) {
    return MARGIN + METRE * bound;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<String> elements() {
    String x = tenths(middle(bound) + METRE * state[0]);
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
    double degrees = Math.toDegrees(Math.IEEEremainder(state[2], 2 * Math.PI));
    return TrackLine.of(
        state[0] / bound,
        pole(degrees),
        String.format(Locale.ROOT, "x %+.2f m  pole %+.1f deg", state[0], degrees));
  }

  /** How the pole stands, or hangs. */
  private static char pole(double degrees) {
    double fromTrack = Math.abs(degrees) <= 90 ? degrees : -degrees;
    if (Math.abs(Math.sin(Math.toRadians(degrees))) < Math.sin(Math.toRadians(2))) {
      return Math.abs(degrees) < 90 ? '|' : '!';
    }
    return fromTrack < 0 ? '\\' : '/';
  }
}
