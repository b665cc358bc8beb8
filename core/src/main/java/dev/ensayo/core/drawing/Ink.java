package dev.ensayo.core.drawing;

import java.util.Arrays;

/**
 * The colours that environments draw with. Each is told from the others on a light and on a dark
 * ground, also by most people who see few colours.
 */
public enum Ink {
  PLAIN('0', "#3f464d", "#d4d8dc", 39),
  BLUE('1', "#0072b2", "#56a9e8", 34),
  ORANGE('2', "#d55e00", "#f08a3c", 33),
  GREEN('3', "#00805f", "#35c495", 32),
  PURPLE('4', "#a0447f", "#d98bbd", 35),
  GOLD('5', "#b8860b", "#e6c34a", 93),
  SKY('6', "#3a9bd0", "#9bd8f5", 36),
  GREY('7', "#a3aab1", "#5f676f", 90),
  RED('8', "#b3261e", "#ff7b72", 31),
  OLIVE('9', "#5f7f00", "#a6cf4a", 92);

  private final char digit;
  private final String onLight;
  private final String onDark;
  private final int terminal;

  Ink(char digit, String onLight, String onDark, int terminal) {
    this.digit = digit;
    this.onLight = onLight;
    this.onDark = onDark;
    this.terminal = terminal;
  }

  /** On a light ground, as {@code #rrggbb}. */
  public String onLight() {
    return onLight;
  }

  /** On a dark ground, as {@code #rrggbb}. */
  public String onDark() {
    return onDark;
  }

  /** The number of the colour in a terminal's "select graphic rendition" (ECMA-48, SGR). */
  public int terminal() {
    return terminal;
  }

  /** What stands for it in {@link TextPicture#inks}: a digit. */
  public char digit() {
    return digit;
  }

  /** The class of an SVG element that has this colour, {@code c0} to {@code c9}. */
  public String cssClass() {
    return "c" + digit;
  }

  /**
   * The ink of a digit.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ink of(char digit) {
    return Arrays.stream(values())
        .filter(ink -> ink.digit == digit)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no ink is called '" + digit + "'"));
  }
}
