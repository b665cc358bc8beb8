package dev.ensayo.core.search;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalInt;

/** Numbers from one to another. */
public record SearchRange(
    @Setting("the smallest value") double from,
    @Setting("the largest value") double to,
    @Setting(
            value = "whether equal differences (linear) or equal ratios (log) are equally likely",
            defaultValue = "linear")
        Scale scale,
    @Setting(value = "whether only whole numbers are tried", defaultValue = "false") boolean whole,
    @Setting(
            value = "tries so many values at equal distances alone; a grid needs it",
            min = 2,
            max = 10_000)
        OptionalInt points) {
  /** Figures of a value that is no whole number. */
  private static final MathContext FIGURES = new MathContext(3);

  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e6;

  /** On which scale values are spread evenly. */
  public enum Scale {
    LINEAR,
    LOG
  }

  public SearchRange {
    Settings.check(SearchRange.class, from, to, scale, whole, points);
    if (from == to) {
      throw new InvalidSettingException(
          "to", "from and to are the same, which is one value; a search needs at least two");
    }
    if (!(from < to)) {
      throw new InvalidSettingException("to", "must be greater than from, " + from + ", not " + to);
    }
    if (scale == Scale.LOG && !(from > 0)) {
      throw new InvalidSettingException(
          "from", "must be greater than 0 on a log scale, not " + from);
    }
    if (whole && (from != Math.rint(from) || to != Math.rint(to))) {
      throw new InvalidSettingException("whole", "from and to must then be whole numbers, too");
    }
  }

  /**
   * The value at a share of the way.
   *
   * @param share in {@code [0, 1]}
   */
  String at(double share) {
    return text(between(from, to, share));
  }

  /**
   * A random value.
   *
   * @param uniform in {@code [0, 1)}
   */
  String drawn(double uniform) {
    if (!whole) {
      return at(uniform);
    }
    // Each whole number has the part of the scale that is next to it, those at the ends too.
    double value =
        scale == Scale.LOG
            ? Math.floor(between(from, to + 1, uniform))
            : Math.floor(from + uniform * (to - from + 1));
    return text(Math.min(to, value));
  }

  private double between(double low, double high, double share) {
    return scale == Scale.LOG ? low * Math.pow(high / low, share) : low + share * (high - low);
  }

  private String text(double value) {
    if (whole) {
      return Long.toString(Math.round(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(FIGURES);
    BigDecimal kept =
        rounded.max(BigDecimal.valueOf(from)).min(BigDecimal.valueOf(to)).stripTrailingZeros();
    double size = Math.abs(kept.doubleValue());
    if (size == 0) {
      return "0";
    }
    if (size >= SMALL && size < LARGE) {
      return kept.toPlainString();
    }
    int exponent = kept.precision() - kept.scale() - 1;
    return kept.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** How many values there are; empty where they are as many as one likes. */
  OptionalInt count() {
    if (points.isPresent()) {
      return points;
    }
    return whole && to - from < Integer.MAX_VALUE
        ? OptionalInt.of((int) (to - from) + 1)
        : OptionalInt.empty();
  }
}
