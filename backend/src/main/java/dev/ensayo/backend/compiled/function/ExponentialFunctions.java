package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.FloatMath;
import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;

/** Functions made of exp, by {@link FloatMath} and {@link SaturatingMath}. */
public final class ExponentialFunctions {
  private ExponentialFunctions() {}

  /** exp(x). */
  static final class Exponential extends ElementwiseFunction {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = FloatMath.exp(x[i]);
      }
    }

    @Override
    void backward(float[] y, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= y[i];
      }
    }
  }

  /** exp(−x²). */
  static final class Gauss extends ElementwiseFunction {
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = FloatMath.exp(-x[i] * x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= -2 * x[i] * FloatMath.exp(-x[i] * x[i]);
      }
    }
  }

  /** max(0, tanh(x)). */
  static final class RectifiedTanh extends ElementwiseFunction {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = SaturatingMath.tanh(Math.max(0, x[i]));
      }
    }

    @Override
    void backward(float[] y, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        double value = y[i];
        gradient[i] *= (float) (value > 0 ? 1 - value * value : 0);
      }
    }
  }

  /** 1 / (1 + exp(−x)). */
  static final class Sigmoid extends ElementwiseFunction {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = FloatMath.sigmoid(x[i]);
      }
    }

    @Override
    void backward(float[] y, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= y[i] * (1 - y[i]);
      }
    }
  }

  /** x where x &gt; 0, else exp(x) − 1. */
  static final class Elu extends ElementwiseFunction {
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, x[i]) + FloatMath.expm1(Math.min(0, x[i]));
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= FloatMath.exp(Math.min(0, x[i]));
      }
    }
  }

  /** λ·x where x &gt; 0, else λ·α·(exp(x) − 1). */
  static final class Selu extends ElementwiseFunction {
    private static final double ALPHA = 1.6732632423543772;
    private static final double LAMBDA = 1.0507009873554805;

    @Override
    void forward(float[] x, int count) {
      float lambda = (float) LAMBDA;
      float negative = (float) (LAMBDA * ALPHA);
      for (int i = 0; i < count; i++) {
        x[i] = lambda * Math.max(0, x[i]) + negative * FloatMath.expm1(Math.min(0, x[i]));
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float lambda = (float) LAMBDA;
      float negative = (float) (LAMBDA * ALPHA);
      for (int i = 0; i < count; i++) {
        gradient[i] *= x[i] > 0 ? lambda : negative * FloatMath.exp(x[i]);
      }
    }
  }

  /** x·sigmoid(u) with u = 2·√(2/π)·(x + 0.044715·x³): GPT-2's GELU. */
  static final class TanhGelu extends ElementwiseFunction {
    private static final float FACTOR = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float CUBIC = (float) (0.044715 * 2 * Math.sqrt(2 / Math.PI));

    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        float v = x[i];
        x[i] = v * FloatMath.sigmoid(v * (FACTOR + CUBIC * v * v));
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        float v = x[i];
        float square = CUBIC * v * v;
        float s = FloatMath.sigmoid(v * (FACTOR + square));
        gradient[i] *= s * (1 + v * (1 - s) * (FACTOR + 3 * square));
      }
    }
  }

  /** x·sigmoid(β·x): swish with β = 1, the quick GELU with β = 1.702. */
  static final class Swish extends ElementwiseFunction {
    private final double beta;

    Swish(double beta) {
      this.beta = beta;
    }

    @Override
    void forward(float[] x, int count) {
      float b = (float) beta;
      for (int i = 0; i < count; i++) {
        x[i] *= FloatMath.sigmoid(b * x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float b = (float) beta;
      for (int i = 0; i < count; i++) {
        float s = FloatMath.sigmoid(b * x[i]);
        gradient[i] *= s * (1 + b * x[i] * (1 - s));
      }
    }
  }

  /** x·tanh(softplus(x)). */
  static final class Mish extends ElementwiseFunction {
    private static final float BOUND = 20;

    /**
     * With e = exp(x) and n = e·(e + 2), tanh(ln(1 + e)) = n / (n + 2): one exponential; beyond x =
     * 20 it is 1 in float.
     */
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        float e = FloatMath.exp(Math.min(BOUND, x[i]));
        float n = e * (e + 2);
        x[i] *= n / (n + 2);
      }
    }

    /** 1 − tanh² = 4·(n + 1) / (n + 2)² and sigmoid(x) = e / (1 + e). */
    @Override
    void backward(float[] x, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        float e = FloatMath.exp(Math.min(BOUND, x[i]));
        float n = e * (e + 2);
        float inverse = 1 / (n + 2);
        float slope = 4 * (n + 1) * inverse * inverse * (e / (1 + e));
        gradient[i] *= n * inverse + x[i] * slope;
      }
    }
  }

  /** ln(1 + exp(x)). */
  static final class Softplus extends ElementwiseFunction {
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        double value = x[i];
        x[i] = (float) (Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value))));
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= FloatMath.sigmoid(x[i]);
      }
    }
  }
}
