package dev.ensayo.serving.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as they stand in sentences. */
final class Numerals {
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final double HUNDRED = 100;
  private static final double LEAST = 0.001;

  private Numerals() {}

  /** With three digits that count. */
  static String of(double number) {
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** A share in percent, to two places. */
  static String percent(double share) {
    return BigDecimal.valueOf(HUNDRED * share)
            .setScale(2, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** A p-value. */
  static String ofP(double p) {
    return p < LEAST ? "p < 0.001" : "p = " + of(p);
  }
}
