package dev.ensayo.core.drawing;

/** Numbers in SVG, short and the same everywhere. */
public final class SvgNumber {
  private static final int TENTH = 10;
  private static final int HUNDREDTH = 100;

  private SvgNumber() {}

  /** With at most one decimal. */
  public static String tenths(double value) {
    return rounded(value, TENTH);
  }

  /** With at most two decimals. */
  public static String hundredths(double value) {
    return rounded(value, HUNDREDTH);
  }

  private static String rounded(double value, int parts) {
    long scaled = Math.round(value * parts);
    long whole = Math.abs(scaled) / parts;
    long rest = Math.abs(scaled) % parts;
    StringBuilder text = new StringBuilder(scaled < 0 ? "-" : "").append(whole);
    if (rest != 0) {
      String digits = Long.toString(parts + rest).substring(1);
      text.append('.').append(digits.endsWith("0") ? digits.substring(0, 1) : digits);
    }
    return text.toString();
  }
}
