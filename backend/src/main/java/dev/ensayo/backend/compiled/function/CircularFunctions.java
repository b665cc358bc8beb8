package dev.ensayo.backend.compiled.function;

/** Functions of angles. */
public final class CircularFunctions {
  private CircularFunctions() {}

  /** sin(x). */
  static final class Sine extends DefinedFunction {
    @Override
    double value(double x) {
      return Math.sin(x);
    }

    @Override
    double slope(double x) {
      return Math.cos(x);
    }
  }

  /** cos(x). */
  static final class Cosine extends DefinedFunction {
    @Override
    double value(double x) {
      return Math.cos(x);
    }

    @Override
    double slope(double x) {
      return -Math.sin(x);
    }
  }

  /** arctan(x). */
  static final class Arctan extends DefinedFunction {
    @Override
    double value(double x) {
      return Math.atan(x);
    }

    @Override
    double slope(double x) {
      return 1 / (1 + x * x);
    }
  }
}
