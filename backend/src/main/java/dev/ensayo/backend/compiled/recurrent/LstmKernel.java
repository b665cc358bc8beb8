package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;
import dev.ensayo.backend.compiled.arithmetic.StepScratch;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What one step of an LSTM computes, forward and backward. All matrices are by feature, {@code [B,
 * U]} or of all gates a, f, o, g {@code [B, 4U]}, but for rows {@code [U, B]}.
 */
final class LstmKernel {
  private final StepScratch scratch = new StepScratch();

  /**
   * c ← f∘c₋ + g∘a; h ← o∘tanh(c), with the gates' functions.
   *
   * @param gates sums; receives their values
   * @param previous c₋
   * @param cells receives c
   * @param features receives h
   * @param rows receives h
   */
  void forward(Matrix gates, Matrix previous, Matrix cells, Matrix features, Matrix rows) {
    int sequences = cells.rows();
    int atOnce = scratch.featuresAtOnce(cells);
    int gate = cells.size();
    float[] a = scratch.array(0);
    float[] f = scratch.array(1);
    float[] o = scratch.array(2);
    float[] g = scratch.array(3);
    float[] c = scratch.array(4);
    FloatBuffer all = gates.slice().buffer();
    for (int unit = 0; unit < cells.columns(); unit += atOnce) {
      int some = Math.min(atOnce, cells.columns() - unit);
      int count = some * sequences;
      int from = unit * sequences;
      int at = gates.offset() + from;
      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 2 * gate, o, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      SaturatingMath.tanh(a, count);
      SaturatingMath.sigmoid(f, count);
      SaturatingMath.sigmoid(o, count);
      SaturatingMath.sigmoid(g, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 2 * gate, o, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      previous.slice().buffer().get(previous.offset() + from, c, 0, count);
      cell(a, f, g, c, count);
      cells.slice().buffer().put(cells.offset() + from, c, 0, count);
      SaturatingMath.tanh(c, count);
      times(c, o, count);
      features.slice().buffer().put(features.offset() + from, c, 0, count);
      scratch.putRows(c, rows, unit, some);
    }
  }

  private static void cell(float[] a, float[] f, float[] g, float[] c, int count) {
    for (int i = 0; i < count; i++) {
      c[i] = f[i] * c[i] + g[i] * a[i];
    }
  }

  private static void times(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }

  /**
   * Backward of {@link #forward}.
   *
   * @param gates values; receives the gradient of their sums
   * @param slope gradient of h
   * @param cellSlope gradient of c from the step after; receives that for the step before
   */
  void backward(Matrix gates, Matrix previous, Matrix cells, Matrix slope, Matrix cellSlope) {
    int sequences = cells.rows();
    int atOnce = scratch.featuresAtOnce(cells);
    int gate = cells.size();
    float[] a = scratch.array(0);
    float[] f = scratch.array(1);
    float[] o = scratch.array(2);
    float[] g = scratch.array(3);
    float[] c = scratch.array(4);
    float[] dh = scratch.array(5);
    float[] dc = scratch.array(6);
    FloatBuffer all = gates.slice().buffer();
    for (int unit = 0; unit < cells.columns(); unit += atOnce) {
      int count = Math.min(atOnce, cells.columns() - unit) * sequences;
      int from = unit * sequences;
      int at = gates.offset() + from;
      all.get(at + 2 * gate, o, 0, count);
      cells.slice().buffer().get(cells.offset() + from, c, 0, count);
      slope.slice().buffer().get(slope.offset() + from, dh, 0, count);
      cellSlope.slice().buffer().get(cellSlope.offset() + from, dc, 0, count);
      SaturatingMath.tanh(c, count);
      outputBackward(o, c, dh, dc, count);
      all.put(at + 2 * gate, o, 0, count);

      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      previous.slice().buffer().get(previous.offset() + from, c, 0, count);
      inputBackward(a, g, dc, count);
      forgetBackward(f, c, dc, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      cellSlope.slice().buffer().put(cellSlope.offset() + from, dc, 0, count);
    }
  }

  /** o ← ∂o; dc ← dc + dh·o·(1 − tanh²c). */
  private static void outputBackward(float[] o, float[] tanhC, float[] dh, float[] dc, int count) {
    for (int i = 0; i < count; i++) {
      float gate = o[i];
      float t = tanhC[i];
      float h = dh[i];
      dc[i] += h * gate * (1 - t * t);
      o[i] = h * t * gate * (1 - gate);
    }
  }

  private static void inputBackward(float[] a, float[] g, float[] dc, int count) {
    for (int i = 0; i < count; i++) {
      float value = a[i];
      float gate = g[i];
      float slope = dc[i];
      a[i] = slope * gate * (1 - value * value);
      g[i] = slope * value * gate * (1 - gate);
    }
  }

  /** f ← ∂f; dc ← dc·f. */
  private static void forgetBackward(float[] f, float[] previous, float[] dc, int count) {
    for (int i = 0; i < count; i++) {
      float gate = f[i];
      float slope = dc[i];
      f[i] = slope * previous[i] * gate * (1 - gate);
      dc[i] = slope * gate;
    }
  }

  /**
   * The gates and cells alone, without the output.
   *
   * @param gates sums; receives their values
   * @param previous c₋
   * @param cells receives c
   */
  void cells(Matrix gates, Matrix previous, Matrix cells) {
    scratch.featuresAtOnce(cells);
    int gate = cells.size();
    float[] a = scratch.array(0);
    float[] f = scratch.array(1);
    float[] o = scratch.array(2);
    float[] g = scratch.array(3);
    float[] c = scratch.array(4);
    FloatBuffer all = gates.slice().buffer();
    for (int from = 0; from < gate; from += a.length) {
      int count = Math.min(a.length, gate - from);
      int at = gates.offset() + from;
      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 2 * gate, o, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      SaturatingMath.tanh(a, count);
      SaturatingMath.sigmoid(f, count);
      SaturatingMath.sigmoid(o, count);
      SaturatingMath.sigmoid(g, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 2 * gate, o, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      previous.slice().buffer().get(previous.offset() + from, c, 0, count);
      cell(a, f, g, c, count);
      cells.slice().buffer().put(cells.offset() + from, c, 0, count);
    }
  }

  /**
   * h ← o∘tanh(y).
   *
   * @param gates values
   * @param sums y
   * @param features receives h
   * @param rows receives h
   */
  void output(Matrix gates, Matrix sums, Matrix features, Matrix rows) {
    int sequences = sums.rows();
    int atOnce = scratch.featuresAtOnce(sums);
    int output = gates.offset() + 2 * sums.size();
    float[] o = scratch.array(0);
    float[] y = scratch.array(1);
    for (int unit = 0; unit < sums.columns(); unit += atOnce) {
      int some = Math.min(atOnce, sums.columns() - unit);
      int count = some * sequences;
      int from = unit * sequences;
      gates.slice().buffer().get(output + from, o, 0, count);
      sums.slice().buffer().get(sums.offset() + from, y, 0, count);
      SaturatingMath.tanh(y, count);
      times(y, o, count);
      features.slice().buffer().put(features.offset() + from, y, 0, count);
      scratch.putRows(y, rows, unit, some);
    }
  }

  /**
   * Backward of {@link #output}.
   *
   * @param gates values; o receives the gradient of its sum
   * @param slope gradient of h
   * @param sumSlope receives the gradient of y
   */
  void outputBackward(Matrix gates, Matrix sums, Matrix slope, Matrix sumSlope) {
    int gate = sums.size();
    int output = gates.offset() + 2 * gate;
    float[] o = scratch.array(0);
    float[] y = scratch.array(1);
    float[] dh = scratch.array(2);
    float[] dy = scratch.array(3);
    for (int from = 0; from < gate; from += o.length) {
      int count = Math.min(o.length, gate - from);
      gates.slice().buffer().get(output + from, o, 0, count);
      sums.slice().buffer().get(sums.offset() + from, y, 0, count);
      slope.slice().buffer().get(slope.offset() + from, dh, 0, count);
      SaturatingMath.tanh(y, count);
      Arrays.fill(dy, 0, count, 0);
      outputBackward(o, y, dh, dy, count);
      gates.slice().buffer().put(output + from, o, 0, count);
      sumSlope.slice().buffer().put(sumSlope.offset() + from, dy, 0, count);
    }
  }

  /**
   * Backward of {@link #cells}.
   *
   * @param gates values; a, f and g receive the gradient of their sums
   * @param cellSlope gradient of c; receives that for the step before
   */
  void cellsBackward(Matrix gates, Matrix previous, Matrix cellSlope) {
    int gate = previous.size();
    float[] a = scratch.array(0);
    float[] f = scratch.array(1);
    float[] g = scratch.array(2);
    float[] c = scratch.array(3);
    float[] dc = scratch.array(4);
    FloatBuffer all = gates.slice().buffer();
    for (int from = 0; from < gate; from += a.length) {
      int count = Math.min(a.length, gate - from);
      int at = gates.offset() + from;
      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      previous.slice().buffer().get(previous.offset() + from, c, 0, count);
      cellSlope.slice().buffer().get(cellSlope.offset() + from, dc, 0, count);
      inputBackward(a, g, dc, count);
      forgetBackward(f, c, dc, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      cellSlope.slice().buffer().put(cellSlope.offset() + from, dc, 0, count);
    }
  }
}
