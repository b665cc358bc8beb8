package dev.ensayo.supervised.maps;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers of weights and maps, short. */
final class MapNumber {
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private MapNumber() {}

  /** Three digits that count. */
  static String text(double number) {
    return new BigDecimal(number).round(DIGITS).toPlainString();
  }
}
