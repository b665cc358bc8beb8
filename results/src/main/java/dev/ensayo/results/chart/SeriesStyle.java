package dev.ensayo.results.chart;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/**
 * How one variant is drawn. Any two of the first {@link #DISTINCT} styles differ in colour, dash
 * pattern and marker, so that they can be told apart in colour, by readers who see colours
 * differently (hues after Okabe and Ito, 2008, darkened to stand out from white paper), and in
 * grey. Pairs of dash pattern and marker stay distinct for four times as many.
 *
 * @param index from 0; the class of its elements is {@code s<index>}; -1 of {@link #REST}
 * @param light colour on white, {@code #rrggbb}
 * @param dark colour on black, {@code #rrggbb}
 * @param dash SVG dash pattern; {@code none} for a solid line
 * @param marker shape of the points
 */
public record SeriesStyle(int index, String light, String dark, String dash, Marker marker) {
  private record Hue(String light, String dark) {}

  private static final ImmutableList<Hue> HUES =
      ImmutableList.of(
          new Hue("#1f2328", "#e6e8eb"),
          new Hue("#0072b2", "#4aa8e0"),
          new Hue("#d55e00", "#ff8a3d"),
          new Hue("#00825f", "#2fc79b"),
          new Hue("#b0508f", "#e08cc4"),
          new Hue("#9a6a00", "#e6b422"),
          new Hue("#2f7fa8", "#7fcdf5"),
          new Hue("#7a1f4d", "#d9689b"));

  private static final ImmutableList<String> DASHES =
      ImmutableList.of(
          "none", "7 3", "2 2.5", "10 3 2 3", "14 4", "5 2 1 2 1 2", "1 4", "12 3 5 3");

  /** What stands for all that are too many to be told apart. */
  public static final SeriesStyle REST =
      new SeriesStyle(-1, "#8b929a", "#6f767e", "none", Marker.CIRCLE);

  /** How many styles there are before a colour comes again, then with other dash and marker. */
  public static final int DISTINCT = HUES.size();

  private static final int DASH_SHIFT = 5;
  private static final int MARKER_SHIFT = 3;

  /** The style of the variant at that place of the study, from 0. */
  public static SeriesStyle of(int index) {
    checkArgument(index >= 0, "index must not be negative: %s", index);
    int round = index / DISTINCT;
    Hue hue = HUES.get(index % DISTINCT);
    Marker[] markers = Marker.values();
    return new SeriesStyle(
        index,
        hue.light(),
        hue.dark(),
        DASHES.get((index + DASH_SHIFT * round) % DISTINCT),
        markers[(index + MARKER_SHIFT * round) % DISTINCT]);
  }

  /** The same with a dashed line: of two lines of one colour, the one that matters less. */
  public SeriesStyle dashed() {
    return new SeriesStyle(index, light, dark, "4 3", Marker.CIRCLE);
  }

  /** The same with a whole line. */
  public SeriesStyle solid() {
    return new SeriesStyle(index, light, dark, "none", Marker.SQUARE);
  }

  /** Whether it is {@link #REST}. */
  public boolean isRest() {
    return index < 0;
  }

  String cssClass() {
    return isRest() ? "rest" : "s" + index;
  }

  /** The same as plain light colours, which elements inherit. */
  public static String plainCss(int count) {
    StringBuilder rules = new StringBuilder(".rest{color:" + REST.light + "}\n");
    for (int i = 0; i < count; i++) {
      SeriesStyle style = of(i);
      rules.append('.').append(style.cssClass()).append("{color:").append(style.light);
      rules.append("}\n");
    }
    return rules.toString();
  }

  /** The rules that give the first {@code count} styles their colours. */
  public static String css(int count) {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    light.append(".rest{--c:").append(REST.light).append("}\n");
    dark.append(".rest{--c:").append(REST.dark).append("}\n");
    for (int i = 0; i < count; i++) {
      SeriesStyle style = of(i);
      light.append('.').append(style.cssClass()).append("{--c:").append(style.light).append("}\n");
      dark.append('.').append(style.cssClass()).append("{--c:").append(style.dark).append("}\n");
    }
    return light
        + onLight(count)
        + highlights(Math.min(count, DISTINCT))
        + "@media screen and (prefers-color-scheme:dark){\n"
        + dark
        + "}\n";
  }

  /** What lies on a picture that is light in both schemes keeps its light colour. */
  private static String onLight(int count) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < Math.min(count, DISTINCT); i++) {
      SeriesStyle style = of(i);
      rules.append(".on-light.").append(style.cssClass());
      rules.append("{--c:").append(style.light).append("}\n");
    }
    return rules.toString();
  }

  /** Where a variant is pointed at or its name has the keyboard, the others fade. */
  private static String highlights(int count) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String own = "." + of(i).cssClass();
      rules.append(".chart:has(").append(own).append(":is(.key:focus,:hover)) .part:not(");
      rules.append(own).append("){opacity:.15}\n");
    }
    return rules.toString();
  }
}
