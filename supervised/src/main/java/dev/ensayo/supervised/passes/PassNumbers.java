package dev.ensayo.supervised.passes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers of passes as text. */
final class PassNumbers {
  private static final MathContext DIGITS = new MathContext(5);
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e6;

  private PassNumbers() {}

  /** Five digits that count. */
  static String text(double value) {
    double size = Math.abs(value);
    if (size == 0 || !Double.isFinite(value)) {
      return size == 0 ? "0" : Double.toString(value);
    }
    return size < SMALL || size >= LARGE
        ? String.format(Locale.ROOT, "%.2e", value)
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
