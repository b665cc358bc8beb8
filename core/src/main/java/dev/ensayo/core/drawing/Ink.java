package dev.ensayo.core.drawing;

/**
 * The colours that environments draw with. Each is told from the others on a light and on a dark
 * ground, also by most people who see few colours.
 */
public enum Ink {
  PLAIN("#3f464d", "#d4d8dc", 39),
  BLUE("#0072b2", "#56a9e8", 34),
  ORANGE("#d55e00", "#f08a3c", 33),
  GREEN("#00805f", "#35c495", 32),
  PURPLE("#a0447f", "#d98bbd", 35),
  GOLD("#b8860b", "#e6c34a", 93),
  SKY("#3a9bd0", "#9bd8f5", 36),
  GREY("#a3aab1", "#5f676f", 90),
  RED("#b3261e", "#ff7b72", 31),
  OLIVE("#5f7f00", "#a6cf4a", 92);

  private final String onLight;
  private final String onDark;
  private final int terminal;

  Ink(String onLight, String onDark, int terminal) {
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
    return (char) ('0' + ordinal());
  }

  /** The class of an SVG element that has this colour, {@code c0} to {@code c9}. */
  public String cssClass() {
    return "c" + ordinal();
  }
}
