package dev.ensayo.backend.compiled.function;

/** Functions made of straight pieces; at a corner the slope is Deeplearning4j's. */
public final class PiecewiseFunctions {
  private PiecewiseFunctions() {}

  /** x. */
  static final class Identity extends ElementwiseFunction {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    public boolean isIdentity() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {}

    @Override
    void backward(float[] y, float[] gradient, int count) {}
  }

  /** max(0, x). */
  static final class Relu extends ElementwiseFunction {
    /** Any positive float times this, twice, is at least 1. */
    private static final float HUGE = 1e30f;

    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0f, x[i]);
      }
    }

    /** The slope without a branch, because a loop with one does not become SIMD. */
    @Override
    void backward(float[] y, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= Math.min(1f, y[i] * HUGE * HUGE);
      }
    }
  }

  /** min(6, max(0, x)). */
  static final class Relu6 extends DefinedFunction {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    double value(double x) {
      return Math.min(6, Math.max(0, x));
    }

    @Override
    double slope(double y) {
      return y > 0 && y < 6 ? 1 : 0;
    }
  }

  /** x where x &gt; 0, else α·x. */
  static final class LeakyRelu extends DefinedFunction {
    private final double alpha;

    LeakyRelu(double alpha) {
      this.alpha = alpha;
    }

    @Override
    double value(double x) {
      return x < 0 ? alpha * x : x;
    }

    @Override
    double slope(double x) {
      return x < 0 ? alpha : 1;
    }
  }

  /** x where x &gt; θ, else 0. */
  static final class ThresholdedRelu extends DefinedFunction {
    private final double theta;

    ThresholdedRelu(double theta) {
      this.theta = theta;
    }

    @Override
    double value(double x) {
      return x <= theta ? 0 : x;
    }

    @Override
    double slope(double x) {
      return x > theta ? 1 : 0;
    }
  }

  /** x limited to [−1, 1]. */
  static final class HardTanh extends DefinedFunction {
    @Override
    double value(double x) {
      return Math.max(-1, Math.min(1, x));
    }

    @Override
    double slope(double x) {
      return x >= -1 && x <= 1 ? 1 : 0;
    }
  }

  /** 0.2·x + 0.5 limited to [0, 1]. */
  static final class HardSigmoid extends DefinedFunction {
    @Override
    double value(double x) {
      return Math.max(0, Math.min(1, 0.2 * x + 0.5));
    }

    @Override
    double slope(double x) {
      return x > -2.5 && x < 2.5 ? 0.2 : 0;
    }
  }
}
