package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.markup.NumberStyle;
import dev.ensayo.results.statistics.LogScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * A scale: linear with ticks at multiples of 1, 2 or 5 times a power of ten, or logarithmic with
 * ticks at powers of ten.
 *
 * @param low value at the start
 * @param high value at the end, above {@code low}
 * @param ticks within the ends, ascending
 * @param isLogarithmic whether equal distances are equal ratios; both ends are then positive
 */
record Axis(double low, double high, ImmutableList<Tick> ticks, boolean isLogarithmic) {
  private static final int MOST_DECADES = 6;

  /** A labelled value. */
  record Tick(double value, String label) {}

  /** From the tick at or below the smallest value to the tick at or above the largest. */
  static Axis around(NumberStyle style, double smallest, double largest, int about) {
    double low = smallest;
    double high = largest;
    if (!(low <= high)) {
      low = 0;
      high = 1;
    }
    if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high)) || high == low) {
      double margin = low == 0 ? 1 : Math.abs(low) * 0.1;
      low -= margin;
      high += margin;
    }
    BigDecimal step = step(high - low, about);
    double width = step.doubleValue();
    double from = Math.floor(low / width + 1e-9) * width;
    double to = Math.ceil(high / width - 1e-9) * width;
    return new Axis(from, to, ticks(style, from, to, step), false);
  }

  /** From one value exactly to another. */
  static Axis exactly(NumberStyle style, double low, double high, int about) {
    if (!(high > low)) {
      return around(style, low, low, about);
    }
    return new Axis(low, high, ticks(style, low, high, step(high - low, about)), false);
  }

  /** From the power of ten at or below the smallest value to that at or above the largest. */
  static Axis logarithmic(NumberStyle style, double smallest, double largest) {
    int from = (int) Math.floor(Math.log10(smallest) + 1e-9);
    int to = Math.max(from + 1, (int) Math.ceil(Math.log10(largest) - 1e-9));
    int every = (to - from + MOST_DECADES - 1) / MOST_DECADES;
    ImmutableList.Builder<Tick> ticks = ImmutableList.builder();
    for (int exponent = from; exponent <= to; exponent += every) {
      BigDecimal value = BigDecimal.ONE.scaleByPowerOfTen(exponent);
      ticks.add(new Tick(value.doubleValue(), label(style, value, value, value.doubleValue())));
    }
    return new Axis(Math.pow(10, from), Math.pow(10, to), ticks.build(), true);
  }

  /** Between two positive values exactly, with ticks at 1, 2 and 5 times powers of ten if few. */
  static Axis logarithmicBetween(NumberStyle style, double low, double high) {
    boolean isShort = high < low * 100;
    ImmutableList.Builder<Tick> ticks = ImmutableList.builder();
    int every = (int) Math.max(1, Math.ceil(Math.log10(high / low) / MOST_DECADES));
    for (int exponent = (int) Math.floor(Math.log10(low)); ; exponent += every) {
      for (int digit : isShort ? new int[] {1, 2, 5} : new int[] {1}) {
        BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
        double at = value.doubleValue();
        if (at > high * (1 + 1e-9)) {
          return new Axis(low, high, ticks.build(), true);
        }
        if (at >= low * (1 - 1e-9)) {
          ticks.add(
              new Tick(at, label(style, value, BigDecimal.ONE.scaleByPowerOfTen(exponent), at)));
        }
      }
    }
  }

  /**
   * With a tick at each of the values and a margin around them; logarithmic where they are positive
   * and span a decade.
   *
   * @param ascending at least one
   */
  static Axis at(NumberStyle style, double[] ascending) {
    double low = ascending[0];
    double high = ascending[ascending.length - 1];
    ImmutableList.Builder<Tick> ticks = ImmutableList.builder();
    for (double value : ascending) {
      ticks.add(new Tick(value, Figures.forAll(style, value).format(value)));
    }
    if (LogScale.suits(low, high)) {
      double margin = Math.pow(high / low, 0.06);
      return new Axis(low / margin, high * margin, ticks.build(), true);
    }
    double margin = high > low ? 0.06 * (high - low) : Math.max(1, Math.abs(low));
    return new Axis(low - margin, high + margin, ticks.build(), false);
  }

  /**
   * With names at equal distances instead of numbers, the first at 0, half a distance of margin.
   *
   * @param names at least one
   * @param width of a distance, which names are cut to
   */
  static Axis named(List<String> names, double width) {
    ImmutableList.Builder<Tick> ticks = ImmutableList.builder();
    for (int i = 0; i < names.size(); i++) {
      ticks.add(new Tick(i, Svg.fitted(names.get(i), width)));
    }
    return new Axis(-0.5, names.size() - 0.5, ticks.build(), false);
  }

  private static BigDecimal step(double range, int about) {
    double rough = range / about;
    int exponent = (int) Math.floor(Math.log10(rough));
    double fraction = rough / Math.pow(10, exponent);
    int digit = fraction <= 1.5 ? 1 : fraction <= 3.5 ? 2 : fraction <= 7.5 ? 5 : 10;
    return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
  }

  private static ImmutableList<Tick> ticks(
      NumberStyle style, double low, double high, BigDecimal step) {
    double width = step.doubleValue();
    long first = (long) Math.ceil(low / width - 1e-6);
    long last = (long) Math.floor(high / width + 1e-6);
    double largest = Math.max(Math.abs(low), Math.abs(high));
    ImmutableList.Builder<Tick> ticks = ImmutableList.builder();
    for (long i = first; i <= last; i++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(i));
      ticks.add(new Tick(value.doubleValue(), label(style, value, step, largest)));
    }
    return ticks.build();
  }

  private static String label(
      NumberStyle style, BigDecimal value, BigDecimal step, double largest) {
    if (value.signum() == 0) {
      return "0";
    }
    String text;
    if (largest >= 1e12 || largest < 1e-3) {
      text =
          String.format(Locale.ROOT, "%.2e", value)
              .replaceAll("\\.?0*e", "e")
              .replaceAll("e\\+?(-?)0*", "e$1");
    } else if (largest >= 1e9) {
      text = scaled(value, 9) + style.billions();
    } else if (largest >= 1e6) {
      text = scaled(value, 6) + style.millions();
    } else if (largest >= 1e4) {
      text = scaled(value, 3) + style.thousands();
    } else {
      int decimals = Math.max(0, step.stripTrailingZeros().scale());
      text = value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
    return style.write(text.replace('-', '−'));
  }

  private static String scaled(BigDecimal value, int exponent) {
    return value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
  }

  /**
   * Where a value lies between two places; on a logarithmic scale, what is not positive lies far
   * before the start.
   */
  double place(double value, double start, double end) {
    if (isLogarithmic) {
      return value > 0
          ? start + Math.log10(value / low) / Math.log10(high / low) * (end - start)
          : start - (end - start);
    }
    return start + (value - low) / (high - low) * (end - start);
  }
}
