package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.arithmetic.FloatExponentials;
import dev.ensayo.backend.compiled.arithmetic.FloatMath;
import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;

/**
 * Functions made of exp, by {@link FloatExponentials} and {@link SaturatingMath}. Exponentials are
 * made of a whole array at once, and what follows is a loop of its own, so that C2 makes SIMD of
 * each.
 */
public final class ExponentialFunctions {
  private ExponentialFunctions() {}

  /** A function of exponentials, with room for them. */
  private abstract static class OfExponentials extends ElementwiseFunction {
    private final FloatExponentials exponentials = new FloatExponentials();
    private float[] room = {};

    /** Room for as many numbers. */
    float[] room(int count) {
      if (room.length < count) {
        room = new float[count];
      }
      return room;
    }

    /** x ← exp(x). */
    void exp(float[] x, int count) {
      exponentials.exp(x, count);
    }

    /** x ← 1 / (1 + exp(−x)). */
    void sigmoid(float[] x, int count) {
      exponentials.sigmoid(x, count);
    }

    /** exp(min(0, x)), in the room. */
    float[] ofNegatives(float[] x, int count) {
      float[] e = room(count);
      for (int i = 0; i < count; i++) {
        e[i] = Math.min(0, x[i]);
      }
      exp(e, count);
      return e;
    }
  }

  /** exp(x). */
  static final class Exponential extends OfExponentials {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {
      exp(x, count);
    }

    @Override
    void backward(float[] y, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= y[i];
      }
    }
  }

  /** exp(−x²). */
  static final class Gauss extends OfExponentials {
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = -x[i] * x[i];
      }
      exp(x, count);
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float[] e = room(count);
      for (int i = 0; i < count; i++) {
        e[i] = -x[i] * x[i];
      }
      exp(e, count);
      for (int i = 0; i < count; i++) {
        gradient[i] *= -2 * x[i] * e[i];
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
  static final class Sigmoid extends OfExponentials {
    @Override
    public boolean keepsOutput() {
      return true;
    }

    @Override
    void forward(float[] x, int count) {
      sigmoid(x, count);
    }

    @Override
    void backward(float[] y, float[] gradient, int count) {
      for (int i = 0; i < count; i++) {
        gradient[i] *= y[i] * (1 - y[i]);
      }
    }
  }

  /** x where x &gt; 0, else exp(x) − 1. */
  static final class Elu extends OfExponentials {
    @Override
    void forward(float[] x, int count) {
      float[] e = ofNegatives(x, count);
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, x[i]) + FloatMath.expm1(Math.min(0, x[i]), e[i]);
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float[] e = ofNegatives(x, count);
      for (int i = 0; i < count; i++) {
        gradient[i] *= e[i];
      }
    }
  }

  /** λ·x where x &gt; 0, else λ·α·(exp(x) − 1). */
  static final class Selu extends OfExponentials {
    private static final double ALPHA = 1.6732632423543772;
    private static final double LAMBDA = 1.0507009873554805;

    @Override
    void forward(float[] x, int count) {
      float lambda = (float) LAMBDA;
      float negative = (float) (LAMBDA * ALPHA);
      float[] e = ofNegatives(x, count);
      for (int i = 0; i < count; i++) {
        x[i] = lambda * Math.max(0, x[i]) + negative * FloatMath.expm1(Math.min(0, x[i]), e[i]);
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float lambda = (float) LAMBDA;
      float negative = (float) (LAMBDA * ALPHA);
      float[] e = ofNegatives(x, count);
      for (int i = 0; i < count; i++) {
        gradient[i] *= x[i] > 0 ? lambda : negative * e[i];
      }
    }
  }

  /** x·sigmoid(u) with u = 2·√(2/π)·(x + 0.044715·x³): GPT-2's GELU. */
  static final class TanhGelu extends OfExponentials {
    private static final float FACTOR = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float CUBIC = (float) (0.044715 * 2 * Math.sqrt(2 / Math.PI));

    @Override
    void forward(float[] x, int count) {
      float[] s = sigmoids(x, count);
      for (int i = 0; i < count; i++) {
        x[i] *= s[i];
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float[] s = sigmoids(x, count);
      for (int i = 0; i < count; i++) {
        float v = x[i];
        float square = CUBIC * v * v;
        gradient[i] *= s[i] * (1 + v * (1 - s[i]) * (FACTOR + 3 * square));
      }
    }

    private float[] sigmoids(float[] x, int count) {
      float[] s = room(count);
      for (int i = 0; i < count; i++) {
        float v = x[i];
        s[i] = v * (FACTOR + CUBIC * v * v);
      }
      sigmoid(s, count);
      return s;
    }
  }

  /** x·sigmoid(β·x): swish with β = 1, the quick GELU with β = 1.702. */
  static final class Swish extends OfExponentials {
    private final double beta;

    Swish(double beta) {
      this.beta = beta;
    }

    @Override
    void forward(float[] x, int count) {
      float[] s = sigmoids(x, count);
      for (int i = 0; i < count; i++) {
        x[i] *= s[i];
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float b = (float) beta;
      float[] s = sigmoids(x, count);
      for (int i = 0; i < count; i++) {
        gradient[i] *= s[i] * (1 + b * x[i] * (1 - s[i]));
      }
    }

    private float[] sigmoids(float[] x, int count) {
      float b = (float) beta;
      float[] s = room(count);
      for (int i = 0; i < count; i++) {
        s[i] = b * x[i];
      }
      sigmoid(s, count);
      return s;
    }
  }

  /** x·tanh(softplus(x)). */
  static final class Mish extends OfExponentials {
    private static final float BOUND = 20;

    /**
     * With e = exp(x) and n = e·(e + 2), tanh(ln(1 + e)) = n / (n + 2): one exponential; beyond x =
     * 20 it is 1 in float.
     */
    @Override
    void forward(float[] x, int count) {
      float[] e = bounded(x, count);
      for (int i = 0; i < count; i++) {
        float n = e[i] * (e[i] + 2);
        x[i] *= n / (n + 2);
      }
    }

    /** 1 − tanh² = 4·(n + 1) / (n + 2)² and sigmoid(x) = e / (1 + e). */
    @Override
    void backward(float[] x, float[] gradient, int count) {
      float[] e = bounded(x, count);
      for (int i = 0; i < count; i++) {
        float n = e[i] * (e[i] + 2);
        float inverse = 1 / (n + 2);
        float slope = 4 * (n + 1) * inverse * inverse * (e[i] / (1 + e[i]));
        gradient[i] *= n * inverse + x[i] * slope;
      }
    }

    private float[] bounded(float[] x, int count) {
      float[] e = room(count);
      for (int i = 0; i < count; i++) {
        e[i] = Math.min(BOUND, x[i]);
      }
      exp(e, count);
      return e;
    }
  }

  /** ln(1 + exp(x)). */
  static final class Softplus extends OfExponentials {
    @Override
    void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        double value = x[i];
        x[i] = (float) (Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value))));
      }
    }

    @Override
    void backward(float[] x, float[] gradient, int count) {
      float[] s = room(count);
      System.arraycopy(x, 0, s, 0, count);
      sigmoid(s, count);
      for (int i = 0; i < count; i++) {
        gradient[i] *= s[i];
      }
    }
  }
}
