package dev.ensayo.results.markup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;

/**
 * Numbers for readers: about four significant digits, the same number of decimals for all numbers
 * of one scale, a true minus sign, groups of three digits. The same in every locale; where no style
 * is given, as English writes them.
 */
public final class Figures {
  private static final int DIGITS = 4;
  private static final int MOST_DECIMALS = 6;

  private final NumberStyle style;
  private final int decimals;
  private final boolean scientific;

  private Figures(NumberStyle style, int decimals, boolean scientific) {
    this.style = style;
    this.decimals = decimals;
    this.scientific = scientific;
  }

  /** A format for numbers that stand together; the largest has four significant digits. */
  public static Figures forAll(double... values) {
    return forAll(NumberStyle.ENGLISH, values);
  }

  /** The same in the style of a language. */
  public static Figures forAll(NumberStyle style, double... values) {
    double largest = Arrays.stream(values).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    if (largest == 0) {
      return new Figures(style, 0, false);
    }
    int magnitude = (int) Math.floor(Math.log10(largest));
    int decimals = DIGITS - 1 - magnitude;
    if (decimals > MOST_DECIMALS || magnitude > 9) {
      return new Figures(style, DIGITS - 2, true);
    }
    return new Figures(style, Math.max(0, trimmed(decimals, values)), false);
  }

  /** Drops decimals that would be zero for every value. */
  private static int trimmed(int decimals, double... values) {
    int needed = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        needed = Math.max(needed, rounded.signum() == 0 ? 0 : rounded.stripTrailingZeros().scale());
      }
    }
    return Math.min(decimals, needed);
  }

  /** With so many decimals, whatever the numbers are. */
  public static Figures decimals(NumberStyle style, int decimals) {
    return new Figures(style, decimals, false);
  }

  /** One number by itself. */
  public static String of(double value) {
    return forAll(value).format(value);
  }

  /** A count, such as 30,000. */
  public static String count(double value) {
    return decimals(NumberStyle.ENGLISH, 0).format(value);
  }

  /** A p-value: three decimals, and no pretence below that. */
  public static String probability(double p) {
    return p < 0.001 ? "< 0.001" : decimals(NumberStyle.ENGLISH, 3).format(p);
  }

  /** A span of time: 45 ms, 7.5 s, 3 min 20 s, 2 h 05 min. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "–";
    }
    if (seconds < 1) {
      return Math.round(1000 * seconds) + " ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  public String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    String pattern = scientific ? "0." + "0".repeat(decimals) + "E0" : "#,##0";
    if (!scientific && decimals > 0) {
      pattern += "." + "0".repeat(decimals);
    }
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    String text = format.format(value).replace("E", "e");
    boolean isZero = text.matches("-[0.,]+(e0)?");
    return style.write((isZero ? text.substring(1) : text).replace('-', '−'));
  }

  /** With its sign also where it is positive, for differences. */
  public String signed(double value) {
    String text = format(value);
    return value > 0 && text.matches(".*[1-9∞].*") ? "+" + text : text;
  }
}
