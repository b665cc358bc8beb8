package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;
import dev.ensayo.backend.compiled.arithmetic.StepScratch;
import java.nio.FloatBuffer;

/**
 * What one step of a GRU computes, forward and backward. All matrices are by feature, {@code [B,
 * U]} or of all gates r, u, n {@code [B, 3U]}, but for rows {@code [U, B]}.
 */
final class GruKernel {
  private final StepScratch scratch = new StepScratch();

  /**
   * The functions of the reset and update gates.
   *
   * @param gates sums; r and u receive their values
   */
  void gates(Matrix gates) {
    int count = gates.size() / 3 * 2;
    float[] values = scratch.array(0);
    for (int from = 0; from < count; from += values.length) {
      int some = Math.min(values.length, count - from);
      gates.slice().buffer().get(gates.offset() + from, values, 0, some);
      SaturatingMath.sigmoid(values, some);
      gates.slice().buffer().put(gates.offset() + from, values, 0, some);
    }
  }

  /**
   * n ← tanh(n + r∘q); h ← (1 − u)∘n + u∘h₋.
   *
   * @param gates values of r and u and the sum of n; receives n
   * @param product q; null where the sum of n is complete
   * @param previous h₋
   * @param features receives h
   * @param rows receives h
   */
  void forward(Matrix gates, Matrix product, Matrix previous, Matrix features, Matrix rows) {
    int sequences = previous.rows();
    int atOnce = scratch.featuresAtOnce(previous);
    int gate = previous.size();
    float[] r = scratch.array(0);
    float[] u = scratch.array(1);
    float[] n = scratch.array(2);
    float[] q = scratch.array(3);
    float[] h = scratch.array(4);
    FloatBuffer all = gates.slice().buffer();
    for (int unit = 0; unit < previous.columns(); unit += atOnce) {
      int some = Math.min(atOnce, previous.columns() - unit);
      int count = some * sequences;
      int from = unit * sequences;
      int at = gates.offset() + from;
      all.get(at + gate, u, 0, count);
      all.get(at + 2 * gate, n, 0, count);
      if (product != null) {
        all.get(at, r, 0, count);
        product.slice().buffer().get(product.offset() + from, q, 0, count);
        addProduct(n, r, q, count);
      }
      SaturatingMath.tanh(n, count);
      all.put(at + 2 * gate, n, 0, count);
      previous.slice().buffer().get(previous.offset() + from, h, 0, count);
      mix(h, u, n, count);
      features.slice().buffer().put(features.offset() + from, h, 0, count);
      scratch.putRows(h, rows, unit, some);
    }
  }

  private static void addProduct(float[] n, float[] r, float[] q, int count) {
    for (int i = 0; i < count; i++) {
      n[i] += r[i] * q[i];
    }
  }

  private static void mix(float[] h, float[] u, float[] n, int count) {
    for (int i = 0; i < count; i++) {
      h[i] = n[i] + u[i] * (h[i] - n[i]);
    }
  }

  /**
   * Backward of {@link #forward}, and of r's and u's functions; where there is no product, r's part
   * waits for {@link #resetBackward}.
   *
   * @param gates values; receives the gradient of the sums, but r itself where there is no product
   * @param product q; receives its gradient
   * @param slope gradient of h; receives the part that goes straight to h₋
   */
  void backward(Matrix gates, Matrix product, Matrix previous, Matrix slope) {
    int gate = previous.size();
    int atOnce = scratch.featuresAtOnce(previous) * previous.rows();
    float[] r = scratch.array(0);
    float[] u = scratch.array(1);
    float[] n = scratch.array(2);
    float[] q = scratch.array(3);
    float[] h = scratch.array(4);
    float[] dh = scratch.array(5);
    FloatBuffer all = gates.slice().buffer();
    for (int from = 0; from < gate; from += atOnce) {
      int count = Math.min(atOnce, gate - from);
      int at = gates.offset() + from;
      all.get(at + gate, u, 0, count);
      all.get(at + 2 * gate, n, 0, count);
      previous.slice().buffer().get(previous.offset() + from, h, 0, count);
      slope.slice().buffer().get(slope.offset() + from, dh, 0, count);
      mixBackward(u, n, h, dh, count);
      all.put(at + gate, u, 0, count);
      all.put(at + 2 * gate, n, 0, count);
      slope.slice().buffer().put(slope.offset() + from, dh, 0, count);
      if (product != null) {
        all.get(at, r, 0, count);
        product.slice().buffer().get(product.offset() + from, q, 0, count);
        productBackward(r, n, q, count);
        all.put(at, r, 0, count);
        product.slice().buffer().put(product.offset() + from, q, 0, count);
      }
    }
  }

  /** u ← ∂u; n ← ∂n; dh ← dh·u. */
  private static void mixBackward(float[] u, float[] n, float[] h, float[] dh, int count) {
    for (int i = 0; i < count; i++) {
      float gate = u[i];
      float value = n[i];
      float slope = dh[i];
      u[i] = slope * (h[i] - value) * gate * (1 - gate);
      n[i] = slope * (1 - gate) * (1 - value * value);
      dh[i] = slope * gate;
    }
  }

  /** r ← ∂r; q ← ∂q. */
  private static void productBackward(float[] r, float[] dn, float[] q, int count) {
    for (int i = 0; i < count; i++) {
      float gate = r[i];
      float slope = dn[i];
      r[i] = slope * q[i] * gate * (1 - gate);
      q[i] = slope * gate;
    }
  }

  /**
   * p ← r∘h₋.
   *
   * @param gates values of r
   * @param previous h₋
   * @param features receives p
   * @param rows receives p
   */
  void reset(Matrix gates, Matrix previous, Matrix features, Matrix rows) {
    int sequences = previous.rows();
    int atOnce = scratch.featuresAtOnce(previous);
    float[] r = scratch.array(0);
    float[] h = scratch.array(1);
    for (int unit = 0; unit < previous.columns(); unit += atOnce) {
      int some = Math.min(atOnce, previous.columns() - unit);
      int count = some * sequences;
      int from = unit * sequences;
      gates.slice().buffer().get(gates.offset() + from, r, 0, count);
      previous.slice().buffer().get(previous.offset() + from, h, 0, count);
      times(r, h, count);
      features.slice().buffer().put(features.offset() + from, r, 0, count);
      scratch.putRows(r, rows, unit, some);
    }
  }

  private static void times(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }

  /**
   * Backward of {@link #reset} and of r's function.
   *
   * @param gates r; receives the gradient of its sum
   * @param resetSlope gradient of p
   * @param slope gradient of h₋; r∘resetSlope is added
   */
  void resetBackward(Matrix gates, Matrix previous, Matrix resetSlope, Matrix slope) {
    float[] r = scratch.array(0);
    float[] h = scratch.array(1);
    float[] dp = scratch.array(2);
    float[] dh = scratch.array(3);
    int all = previous.size();
    for (int from = 0; from < all; from += r.length) {
      int count = Math.min(r.length, all - from);
      gates.slice().buffer().get(gates.offset() + from, r, 0, count);
      previous.slice().buffer().get(previous.offset() + from, h, 0, count);
      resetSlope.slice().buffer().get(resetSlope.offset() + from, dp, 0, count);
      slope.slice().buffer().get(slope.offset() + from, dh, 0, count);
      resetBackward(r, h, dp, dh, count);
      gates.slice().buffer().put(gates.offset() + from, r, 0, count);
      slope.slice().buffer().put(slope.offset() + from, dh, 0, count);
    }
  }

  /** dh ← dh + dp·r; r ← ∂r. */
  private static void resetBackward(float[] r, float[] h, float[] dp, float[] dh, int count) {
    for (int i = 0; i < count; i++) {
      float gate = r[i];
      float slope = dp[i];
      dh[i] += slope * gate;
      r[i] = slope * h[i] * gate * (1 - gate);
    }
  }
}
