package dev.ensayo.backend.compiled.function;

/** Functions made of the four operations. */
public final class RationalFunctions {
  private RationalFunctions() {}

  /** x³. */
  static final class Cube extends DefinedFunction {
    @Override
    double value(double x) {
      return x * x * x;
    }

    @Override
    double slope(double x) {
      return 3 * x * x;
    }
  }

  /** x². */
  static final class Square extends ElementwiseFunction {
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] *= x[i];
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= 2 * x[i];
      }
    }
  }

  /** 1/x. */
  static final class Reciprocal extends DefinedFunction {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    double value(double x) {
      return 1 / x;
    }

    @Override
    double slope(double y) {
      return -y * y;
    }
  }

  /** x / (1 + |x|). */
  static final class Softsign extends DefinedFunction {
    @Override
    double value(double x) {
      return x / (1 + Math.abs(x));
    }

    @Override
    double slope(double x) {
      double d = 1 + Math.abs(x);
      return 1 / (d * d);
    }
  }

  /**
   * 1.7159·t(2x/3) with t(y) = sign(y)·(1 − 1 / (1 + |y| + y² + 1.41645·y⁴)), an approximation of
   * tanh.
   */
  static final class RationalTanh extends DefinedFunction {
    private static final double QUARTIC = 1.41645;

    @Override
    double value(double x) {
      double y = Math.abs(2 * x / 3);
      double squared = y * y;
      double t = 1 - 1 / (1 + y + squared + QUARTIC * squared * squared);
      return 1.7159 * Math.signum(x) * t;
    }

    @Override
    double slope(double x) {
      double y = Math.abs(2 * x / 3);
      double squared = y * y;
      double a = 1 + y + squared + QUARTIC * squared * squared;
      return 1.7159 * 2 / 3 * (1 + 2 * y + 4 * QUARTIC * squared * y) / (a * a);
    }
  }
}
