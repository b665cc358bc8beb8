package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What recurrent blocks compute with, once in float for speed and once in double for checking
 * gradients.
 *
 * <p>Within a recurrent block the numbers of one time step are kept <em>by feature</em>: {@code [U,
 * B]}, the B sequences of a unit side by side. BLAS multiplies such narrow matrices up to half
 * again as fast that way round, and a gate of all units is one run of numbers. Between blocks the
 * numbers are row by row, {@code [T·B, U]}, time step after time step.
 *
 * <p>All offsets count numbers from the beginning of a slice. An instance has scratch of its own
 * and belongs to one block.
 */
public final class SequenceArithmetic {
  /** 4 KiB an array: the seven that a step of an LSTM needs fit the first cache. */
  private static final int CHUNK = 1024;

  private static final int ARRAYS = 7;

  /** A square of weights that fits into one array. */
  private static final int TILE = 32;

  /** Columns of weights that are gathered from or added to side by side. */
  private static final int COLUMNS = 4;

  private final Products products = new Products();
  private final float[][] scratch = new float[ARRAYS][CHUNK];
  private float[] transposed = new float[CHUNK];
  private float[] columns = new float[0];

  /** C ← op(A)·op(B) + β·C, all column by column: C is {@code [m, n]}, k the length of the sums. */
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Slice a,
      int offsetA,
      int strideA,
      Slice b,
      int offsetB,
      int strideB,
      double beta,
      Slice c,
      int offsetC,
      int strideC) {
    products.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        offsetA,
        strideA,
        b,
        offsetB,
        strideB,
        (float) beta,
        c,
        offsetC,
        strideC);
  }

  /** y ← y + x. */
  public void add(Slice x, int offsetX, Slice y, int offsetY, int count) {
    cblas_saxpy(count, 1, x.pointer().position(offsetX), 1, y.pointer().position(offsetY), 1);
    x.pointer().position(0);
    y.pointer().position(0);
  }

  /** The numbers [at, at + count) of to ← factor · those of from. */
  public void scale(Slice source, Slice target, int at, int count, double factor) {
    float[] numbers = scratch[0];
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      source.buffer().get(at + from, numbers, 0, some);
      scale(numbers, (float) factor, some);
      target.buffer().put(at + from, numbers, 0, some);
    }
  }

  private static void scale(float[] x, float factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= factor;
    }
  }

  /** The numbers [at, at + count) of x ← x + value. */
  public void shift(Slice x, int at, int count, double value) {
    float[] numbers = scratch[0];
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      x.buffer().get(at + from, numbers, 0, some);
      addTo(numbers, 0, some, (float) value);
      x.buffer().put(at + from, numbers, 0, some);
    }
  }

  /** x ← 0. */
  public void clear(Slice x, int offset, int count) {
    float[] zeros = scratch[0];
    Arrays.fill(zeros, 0);
    for (int from = 0; from < count; from += zeros.length) {
      x.buffer().put(offset + from, zeros, 0, Math.min(zeros.length, count - from));
    }
  }

  /** to ← from. */
  public void copy(Slice source, int offsetFrom, Slice target, int offsetTo, int count) {
    float[] numbers = scratch[0];
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      source.buffer().get(offsetFrom + from, numbers, 0, some);
      target.buffer().put(offsetTo + from, numbers, 0, some);
    }
  }

  /** Rows {@code [B, U]} to features {@code [U, B]}. */
  public void toFeatures(
      Slice rows, int offsetRows, Slice features, int offset, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      for (int b = 0; b < sequences; b++) {
        rows.buffer().get(offsetRows + b * units + unit, transposed, b * some, some);
      }
      transpose(transposed, values, sequences, some);
      features.buffer().put(offset + unit * sequences, values, 0, some * sequences);
    }
  }

  /** Features {@code [U, B]} to rows {@code [B, U]}. */
  public void toRows(
      Slice features, int offset, Slice rows, int offsetRows, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      features.buffer().get(offset + unit * sequences, values, 0, some * sequences);
      putRows(values, rows, offsetRows, unit, some, units, sequences);
    }
  }

  /** features ← bias: {@code [U]} repeated for each of the B sequences. */
  public void fill(
      Slice bias, int offsetBias, Slice features, int offset, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      for (int i = 0; i < some; i++) {
        Arrays.fill(
            values, i * sequences, (i + 1) * sequences, bias.buffer().get(offsetBias + unit + i));
      }
      features.buffer().put(offset + unit * sequences, values, 0, some * sequences);
    }
  }

  /**
   * to ← fromᵀ, both column by column.
   *
   * @param from {@code [rows, columns]}
   * @param to {@code [columns, rows]}, its columns {@code stride} apart
   */
  public void transpose(Slice from, int rows, int columns, Slice to, int stride) {
    float[] tile = scratch[0];
    float[] turned = scratch[1];
    for (int column = 0; column < columns; column += TILE) {
      int width = Math.min(TILE, columns - column);
      for (int row = 0; row < rows; row += TILE) {
        int height = Math.min(TILE, rows - row);
        for (int j = 0; j < width; j++) {
          from.buffer().get((column + j) * rows + row, tile, j * height, height);
        }
        transpose(tile, turned, width, height);
        for (int i = 0; i < height; i++) {
          to.buffer().put((row + i) * stride + column, turned, i * width, width);
        }
      }
    }
  }

  /** to ← from: {@code [units, B]} to rows that are {@code stride} apart. */
  public void widen(
      Slice from, int offsetFrom, Slice to, int offsetTo, int stride, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      from.buffer().get(offsetFrom + unit * sequences, values, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        to.buffer().put(offsetTo + (unit + i) * stride, values, i * sequences, sequences);
      }
    }
  }

  /**
   * features ← the rows of W that the tokens name, plus the bias, for each of T time steps.
   *
   * @param bias {@code [U]}, or null
   * @param weights {@code [V, U]} column by column
   * @param tokens {@code [T·B]}
   * @param features {@code [T, U, B]}
   */
  public void gather(
      Slice weights,
      int vocabulary,
      Slice bias,
      int[] tokens,
      Slice features,
      int units,
      int sequences,
      int steps) {
    unitsAtOnce(units, sequences);
    ensureColumns(vocabulary);
    float[] values = largest(sequences * COLUMNS);
    for (int unit = 0; unit < units; unit += COLUMNS) {
      int some = Math.min(COLUMNS, units - unit);
      weights.buffer().get(unit * vocabulary, columns, 0, some * vocabulary);
      if (bias != null) {
        for (int i = 0; i < some; i++) {
          addTo(columns, i * vocabulary, vocabulary, bias.buffer().get(unit + i));
        }
      }
      for (int t = 0; t < steps; t++) {
        for (int i = 0; i < some; i++) {
          gather(columns, i * vocabulary, tokens, t * sequences, values, i * sequences, sequences);
        }
        features.buffer().put((t * units + unit) * sequences, values, 0, some * sequences);
      }
    }
  }

  private static void addTo(float[] x, int from, int count, float value) {
    for (int i = from; i < from + count; i++) {
      x[i] += value;
    }
  }

  private static void gather(
      float[] column, int at, int[] tokens, int from, float[] values, int to, int count) {
    for (int b = 0; b < count; b++) {
      values[to + b] = column[at + tokens[from + b]];
    }
  }

  /**
   * The gradient of {@link #gather} in the weights, written over what was there.
   *
   * @param from the first time step that counts
   */
  public void scatter(
      Slice features,
      int[] tokens,
      Slice weightGradient,
      int vocabulary,
      int units,
      int sequences,
      int from,
      int steps) {
    unitsAtOnce(units, sequences);
    ensureColumns(vocabulary);
    float[] values = largest(sequences * COLUMNS);
    for (int unit = 0; unit < units; unit += COLUMNS) {
      int some = Math.min(COLUMNS, units - unit);
      Arrays.fill(columns, 0, some * vocabulary, 0);
      for (int t = from; t < steps; t++) {
        features.buffer().get((t * units + unit) * sequences, values, 0, some * sequences);
        if (some == COLUMNS) {
          scatterFour(values, tokens, t * sequences, columns, vocabulary, sequences);
        } else {
          for (int i = 0; i < some; i++) {
            for (int b = 0; b < sequences; b++) {
              columns[i * vocabulary + tokens[t * sequences + b]] += values[i * sequences + b];
            }
          }
        }
      }
      weightGradient.buffer().put(unit * vocabulary, columns, 0, some * vocabulary);
    }
  }

  /** Four columns in turn, because an addition to the place just written has to wait for it. */
  private static void scatterFour(
      float[] values, int[] tokens, int from, float[] columns, int vocabulary, int sequences) {
    for (int b = 0; b < sequences; b++) {
      int token = tokens[from + b];
      columns[token] += values[b];
      columns[vocabulary + token] += values[sequences + b];
      columns[2 * vocabulary + token] += values[2 * sequences + b];
      columns[3 * vocabulary + token] += values[3 * sequences + b];
    }
  }

  /**
   * function over one time step, {@code [U, B]} in place, by feature and to rows.
   *
   * @param offsetRows of the values in the features and in the rows
   */
  public void activate(
      ActivationFunction function,
      Slice sums,
      int offset,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int at = offset + unit * sequences;
      sums.buffer().get(at, values, 0, count);
      function.forward(values, some, sequences);
      if (function.keepsOutput()) {
        sums.buffer().put(at, values, 0, count);
      }
      features.buffer().put(offsetRows + unit * sequences, values, 0, count);
      putRows(values, rows, offsetRows, unit, some, units, sequences);
    }
  }

  /**
   * δ ← slope·function'.
   *
   * @param kept outputs or sums, whichever the function asks for; receives δ
   * @param slope gradient in the function's values, {@code [U, B]}
   */
  public void activateBackward(
      ActivationFunction function, Slice kept, int offset, Slice slope, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    float[] slopes = scratch[1];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int at = offset + unit * sequences;
      kept.buffer().get(at, values, 0, count);
      slope.buffer().get(unit * sequences, slopes, 0, count);
      function.backward(values, slopes, some, sequences);
      kept.buffer().put(at, slopes, 0, count);
    }
  }

  /**
   * One step of an LSTM.
   *
   * @param gates sums of a, f, o, g, {@code [4, U, B]}; receives their values
   * @param previous c of the step before, {@code [U, B]}
   * @param cells receives c, {@code [U, B]}
   * @param features receives h, {@code [U, B]}
   * @param rows receives h, {@code [B, U]}
   * @param offsetRows of h in the features and in the rows
   */
  public void lstmForward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cells,
      int offsetCells,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    int gate = units * sequences;
    float[] a = scratch[0];
    float[] f = scratch[1];
    float[] o = scratch[2];
    float[] g = scratch[3];
    float[] c = scratch[4];
    FloatBuffer all = gates.buffer();
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int from = unit * sequences;
      int at = offsetGates + from;
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
      previous.buffer().get(offsetPrevious + from, c, 0, count);
      lstmCell(a, f, g, c, count);
      cells.buffer().put(offsetCells + from, c, 0, count);
      SaturatingMath.tanh(c, count);
      times(c, o, count);
      features.buffer().put(offsetRows + from, c, 0, count);
      putRows(c, rows, offsetRows, unit, some, units, sequences);
    }
  }

  private static void lstmCell(float[] a, float[] f, float[] g, float[] c, int count) {
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
   * Backward of {@link #lstmForward}.
   *
   * @param gates values of the gates; receives the gradient of their sums
   * @param hiddenSlope gradient of h, {@code [U, B]}
   * @param cellSlope gradient of c from the step after; receives that for the step before
   */
  public void lstmBackward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cells,
      int offsetCells,
      Slice hiddenSlope,
      Slice cellSlope,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    int gate = units * sequences;
    float[] a = scratch[0];
    float[] f = scratch[1];
    float[] o = scratch[2];
    float[] g = scratch[3];
    float[] c = scratch[4];
    float[] dh = scratch[5];
    float[] dc = scratch[6];
    FloatBuffer all = gates.buffer();
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int count = Math.min(unitsAtOnce, units - unit) * sequences;
      int from = unit * sequences;
      int at = offsetGates + from;
      all.get(at + 2 * gate, o, 0, count);
      cells.buffer().get(offsetCells + from, c, 0, count);
      hiddenSlope.buffer().get(from, dh, 0, count);
      cellSlope.buffer().get(from, dc, 0, count);
      SaturatingMath.tanh(c, count);
      lstmOutputBackward(o, c, dh, dc, count);
      all.put(at + 2 * gate, o, 0, count);

      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      previous.buffer().get(offsetPrevious + from, c, 0, count);
      lstmInputBackward(a, g, dc, count);
      lstmForgetBackward(f, c, dc, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      cellSlope.buffer().put(from, dc, 0, count);
    }
  }

  /** o ← ∂o; dc ← dc + dh·o·(1 − tanh²c). */
  private static void lstmOutputBackward(
      float[] o, float[] tanhC, float[] dh, float[] dc, int count) {
    for (int i = 0; i < count; i++) {
      float gate = o[i];
      float t = tanhC[i];
      float h = dh[i];
      dc[i] += h * gate * (1 - t * t);
      o[i] = h * t * gate * (1 - gate);
    }
  }

  private static void lstmInputBackward(float[] a, float[] g, float[] dc, int count) {
    for (int i = 0; i < count; i++) {
      float value = a[i];
      float gate = g[i];
      float slope = dc[i];
      a[i] = slope * gate * (1 - value * value);
      g[i] = slope * value * gate * (1 - gate);
    }
  }

  /** f ← ∂f; dc ← dc·f. */
  private static void lstmForgetBackward(float[] f, float[] previous, float[] dc, int count) {
    for (int i = 0; i < count; i++) {
      float gate = f[i];
      float slope = dc[i];
      f[i] = slope * previous[i] * gate * (1 - gate);
      dc[i] = slope * gate;
    }
  }

  /**
   * The gates and cells of an LSTM, without its output.
   *
   * @param gates sums of a, f, o, g, {@code [4, U, B]}; receives their values
   * @param previous c of the step before, {@code [U, B]}
   * @param cells receives c, {@code [U, B]}
   */
  public void lstmCells(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cells,
      int offsetCells,
      int units,
      int sequences) {
    int gate = units * sequences;
    float[] a = scratch[0];
    float[] f = scratch[1];
    float[] o = scratch[2];
    float[] g = scratch[3];
    float[] c = scratch[4];
    FloatBuffer all = gates.buffer();
    for (int from = 0; from < gate; from += a.length) {
      int count = Math.min(a.length, gate - from);
      int at = offsetGates + from;
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
      previous.buffer().get(offsetPrevious + from, c, 0, count);
      lstmCell(a, f, g, c, count);
      cells.buffer().put(offsetCells + from, c, 0, count);
    }
  }

  /**
   * h ← o∘tanh(y).
   *
   * @param gates values of a, f, o, g, {@code [4, U, B]}
   * @param sums y, {@code [U, B]}
   * @param features receives h, {@code [U, B]}
   * @param rows receives h, {@code [B, U]}
   * @param offsetRows of h in the features and in the rows
   */
  public void lstmOutput(
      Slice gates,
      int offsetGates,
      Slice sums,
      int offsetSums,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    int output = offsetGates + 2 * units * sequences;
    float[] o = scratch[0];
    float[] y = scratch[1];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int from = unit * sequences;
      gates.buffer().get(output + from, o, 0, count);
      sums.buffer().get(offsetSums + from, y, 0, count);
      SaturatingMath.tanh(y, count);
      times(y, o, count);
      features.buffer().put(offsetRows + from, y, 0, count);
      putRows(y, rows, offsetRows, unit, some, units, sequences);
    }
  }

  /**
   * Backward of {@link #lstmOutput}.
   *
   * @param gates values; o receives the gradient of its sum
   * @param hiddenSlope gradient of h, {@code [U, B]}
   * @param slope receives the gradient of y, {@code [U, B]}
   */
  public void lstmOutputBackward(
      Slice gates,
      int offsetGates,
      Slice sums,
      int offsetSums,
      Slice hiddenSlope,
      Slice slope,
      int units,
      int sequences) {
    int gate = units * sequences;
    int output = offsetGates + 2 * gate;
    float[] o = scratch[0];
    float[] y = scratch[1];
    float[] dh = scratch[2];
    float[] dy = scratch[3];
    for (int from = 0; from < gate; from += o.length) {
      int count = Math.min(o.length, gate - from);
      gates.buffer().get(output + from, o, 0, count);
      sums.buffer().get(offsetSums + from, y, 0, count);
      hiddenSlope.buffer().get(from, dh, 0, count);
      SaturatingMath.tanh(y, count);
      Arrays.fill(dy, 0, count, 0);
      lstmOutputBackward(o, y, dh, dy, count);
      gates.buffer().put(output + from, o, 0, count);
      slope.buffer().put(from, dy, 0, count);
    }
  }

  /**
   * Backward of {@link #lstmCells}.
   *
   * @param gates values; a, f and g receive the gradient of their sums
   * @param cellSlope gradient of c; receives that for the step before
   */
  public void lstmCellsBackward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice cellSlope,
      int units,
      int sequences) {
    int gate = units * sequences;
    float[] a = scratch[0];
    float[] f = scratch[1];
    float[] g = scratch[2];
    float[] c = scratch[3];
    float[] dc = scratch[4];
    FloatBuffer all = gates.buffer();
    for (int from = 0; from < gate; from += a.length) {
      int count = Math.min(a.length, gate - from);
      int at = offsetGates + from;
      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      previous.buffer().get(offsetPrevious + from, c, 0, count);
      cellSlope.buffer().get(from, dc, 0, count);
      lstmInputBackward(a, g, dc, count);
      lstmForgetBackward(f, c, dc, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      cellSlope.buffer().put(from, dc, 0, count);
    }
  }

  /**
   * x ← (x − μ) / √(σ² + ε), with mean and variance over the features of each sequence.
   *
   * @param x {@code [features, B]}
   * @param epsilon ε, above 0
   * @param scales receives 1 / √(σ² + ε), {@code [B]}
   */
  public void normalize(
      Slice x,
      int offset,
      double epsilon,
      Slice scales,
      int offsetScales,
      int features,
      int sequences) {
    int atOnce = unitsAtOnce(features, sequences);
    float[] numbers = scratch[0];
    float[] mean = scratch[1];
    float[] scale = scratch[2];
    Arrays.fill(mean, 0, sequences, 0);
    Arrays.fill(scale, 0, sequences, 0);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      x.buffer().get(offset + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addRow(numbers, i * sequences, mean, sequences);
      }
    }
    scale(mean, 1f / features, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      x.buffer().get(offset + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addSquares(numbers, i * sequences, mean, scale, sequences);
      }
    }
    for (int b = 0; b < sequences; b++) {
      double root = Math.sqrt(scale[b] / features + epsilon);
      scale[b] = (float) (1 / root);
    }
    scales.buffer().put(offsetScales, scale, 0, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      x.buffer().get(offset + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        standardize(numbers, i * sequences, mean, scale, sequences);
      }
      x.buffer().put(offset + first * sequences, numbers, 0, some * sequences);
    }
  }

  private static void addRow(float[] rows, int at, float[] sums, int count) {
    for (int b = 0; b < count; b++) {
      sums[b] += rows[at + b];
    }
  }

  private static void addSquares(float[] rows, int at, float[] mean, float[] sums, int count) {
    for (int b = 0; b < count; b++) {
      float difference = rows[at + b] - mean[b];
      sums[b] += difference * difference;
    }
  }

  private static void standardize(float[] rows, int at, float[] mean, float[] scale, int count) {
    for (int b = 0; b < count; b++) {
      rows[at + b] = (rows[at + b] - mean[b]) * scale[b];
    }
  }

  /** y ← y + gain∘x, {@code [features, B]} with a gain for each feature. */
  public void addScaled(
      Slice x,
      int offset,
      Slice gain,
      int offsetGain,
      Slice y,
      int offsetY,
      int features,
      int sequences) {
    int atOnce = unitsAtOnce(features, sequences);
    float[] numbers = scratch[0];
    float[] sums = scratch[1];
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      x.buffer().get(offset + from, numbers, 0, some * sequences);
      y.buffer().get(offsetY + from, sums, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addTimes(
            numbers, i * sequences, gain.buffer().get(offsetGain + first + i), sums, sequences);
      }
      y.buffer().put(offsetY + from, sums, 0, some * sequences);
    }
  }

  private static void addTimes(float[] x, int at, float factor, float[] y, int count) {
    for (int b = at; b < at + count; b++) {
      y[b] += factor * x[b];
    }
  }

  /**
   * Backward of {@link #normalize} and {@link #addScaled} together.
   *
   * @param slope gradient of y, {@code [features, B]}
   * @param normal what was normalized
   * @param sums slope∘normal is added, {@code [features, B]}
   * @param result receives the gradient of what entered, {@code [features, B]}; may be where slope
   *     or normal are
   */
  public void normalizeBackward(
      Slice slope,
      int offsetSlope,
      Slice gain,
      int offsetGain,
      Slice normal,
      int offsetNormal,
      Slice scales,
      int offsetScales,
      Slice sums,
      int offsetSums,
      Slice result,
      int offsetResult,
      int features,
      int sequences) {
    int atOnce = unitsAtOnce(features, sequences);
    float[] dy = scratch[0];
    float[] x = scratch[1];
    float[] gainSums = scratch[2];
    float[] mean = scratch[3];
    float[] product = scratch[4];
    float[] scale = scratch[5];
    Arrays.fill(mean, 0, sequences, 0);
    Arrays.fill(product, 0, sequences, 0);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      int count = some * sequences;
      slope.buffer().get(offsetSlope + from, dy, 0, count);
      normal.buffer().get(offsetNormal + from, x, 0, count);
      sums.buffer().get(offsetSums + from, gainSums, 0, count);
      addProduct(gainSums, dy, x, count);
      sums.buffer().put(offsetSums + from, gainSums, 0, count);
      for (int i = 0; i < some; i++) {
        float factor = gain.buffer().get(offsetGain + first + i);
        addMeans(dy, x, i * sequences, factor, mean, product, sequences);
      }
    }
    scale(mean, 1f / features, sequences);
    scale(product, 1f / features, sequences);
    scales.buffer().get(offsetScales, scale, 0, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      int count = some * sequences;
      slope.buffer().get(offsetSlope + from, dy, 0, count);
      normal.buffer().get(offsetNormal + from, x, 0, count);
      for (int i = 0; i < some; i++) {
        float factor = gain.buffer().get(offsetGain + first + i);
        centre(dy, x, i * sequences, factor, mean, product, scale, sequences);
      }
      result.buffer().put(offsetResult + from, dy, 0, count);
    }
  }

  private static void addMeans(
      float[] dy, float[] x, int at, float gain, float[] mean, float[] product, int count) {
    for (int b = 0; b < count; b++) {
      float dx = gain * dy[at + b];
      mean[b] += dx;
      product[b] += dx * x[at + b];
    }
  }

  private static void centre(
      float[] dy,
      float[] x,
      int at,
      float gain,
      float[] mean,
      float[] product,
      float[] scale,
      int count) {
    for (int b = 0; b < count; b++) {
      dy[at + b] = scale[b] * (gain * dy[at + b] - mean[b] - x[at + b] * product[b]);
    }
  }

  /**
   * The reset and update gates of a GRU.
   *
   * @param gates sums of r, u, n, {@code [3, U, B]}; r and u receive their values
   */
  public void gruGates(Slice gates, int offsetGates, int units, int sequences) {
    int count = 2 * units * sequences;
    float[] values = scratch[0];
    for (int from = 0; from < count; from += values.length) {
      int some = Math.min(values.length, count - from);
      gates.buffer().get(offsetGates + from, values, 0, some);
      SaturatingMath.sigmoid(values, some);
      gates.buffer().put(offsetGates + from, values, 0, some);
    }
  }

  /**
   * n ← tanh(n + r∘q); h ← (1 − u)∘n + u∘h₋.
   *
   * @param gates values of r and u and the sum of n; receives n
   * @param product q, {@code [U, B]}; null where the sum of n is complete
   * @param features h₋ of the step before, {@code [U, B]}
   * @param rows receives h, {@code [B, U]}
   */
  public void gruForward(
      Slice gates,
      int offsetGates,
      Slice product,
      int offsetProduct,
      Slice previous,
      int offsetPrevious,
      Slice features,
      int offsetFeatures,
      Slice rows,
      int offsetRows,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    int gate = units * sequences;
    float[] r = scratch[0];
    float[] u = scratch[1];
    float[] n = scratch[2];
    float[] q = scratch[3];
    float[] h = scratch[4];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int from = unit * sequences;
      int at = offsetGates + from;
      gates.buffer().get(at + gate, u, 0, count);
      gates.buffer().get(at + 2 * gate, n, 0, count);
      if (product != null) {
        gates.buffer().get(at, r, 0, count);
        product.buffer().get(offsetProduct + from, q, 0, count);
        addProduct(n, r, q, count);
      }
      SaturatingMath.tanh(n, count);
      gates.buffer().put(at + 2 * gate, n, 0, count);
      previous.buffer().get(offsetPrevious + from, h, 0, count);
      gruMix(h, u, n, count);
      features.buffer().put(offsetFeatures + from, h, 0, count);
      putRows(h, rows, offsetRows, unit, some, units, sequences);
    }
  }

  private static void addProduct(float[] n, float[] r, float[] q, int count) {
    for (int i = 0; i < count; i++) {
      n[i] += r[i] * q[i];
    }
  }

  private static void gruMix(float[] h, float[] u, float[] n, int count) {
    for (int i = 0; i < count; i++) {
      h[i] = n[i] + u[i] * (h[i] - n[i]);
    }
  }

  /**
   * Backward of {@link #gruForward}, and of r's and u's functions; where there is no product, r's
   * part waits for {@link #gruResetBackward}.
   *
   * @param gates values; receives the gradient of the sums, but r itself where there is no product
   * @param product q; receives its gradient
   * @param hiddenSlope gradient of h, {@code [U, B]}; receives the part that goes straight to h₋
   */
  public void gruBackward(
      Slice gates,
      int offsetGates,
      Slice product,
      int offsetProduct,
      Slice previous,
      int offsetPrevious,
      Slice hiddenSlope,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    int gate = units * sequences;
    float[] r = scratch[0];
    float[] u = scratch[1];
    float[] n = scratch[2];
    float[] q = scratch[3];
    float[] h = scratch[4];
    float[] dh = scratch[5];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int count = Math.min(unitsAtOnce, units - unit) * sequences;
      int from = unit * sequences;
      int at = offsetGates + from;
      gates.buffer().get(at + gate, u, 0, count);
      gates.buffer().get(at + 2 * gate, n, 0, count);
      previous.buffer().get(offsetPrevious + from, h, 0, count);
      hiddenSlope.buffer().get(from, dh, 0, count);
      gruMixBackward(u, n, h, dh, count);
      gates.buffer().put(at + gate, u, 0, count);
      gates.buffer().put(at + 2 * gate, n, 0, count);
      hiddenSlope.buffer().put(from, dh, 0, count);
      if (product != null) {
        gates.buffer().get(at, r, 0, count);
        product.buffer().get(offsetProduct + from, q, 0, count);
        gruProductBackward(r, n, q, count);
        gates.buffer().put(at, r, 0, count);
        product.buffer().put(offsetProduct + from, q, 0, count);
      }
    }
  }

  /** u ← ∂u; n ← ∂n; dh ← dh·u. */
  private static void gruMixBackward(float[] u, float[] n, float[] h, float[] dh, int count) {
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
  private static void gruProductBackward(float[] r, float[] dn, float[] q, int count) {
    for (int i = 0; i < count; i++) {
      float gate = r[i];
      float slope = dn[i];
      r[i] = slope * q[i] * gate * (1 - gate);
      q[i] = slope * gate;
    }
  }

  /** p ← r∘h₋ by feature, {@code [U, B]}, and as rows {@code [B, U]}. */
  public void gruReset(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice features,
      Slice rows,
      int offsetRows,
      int units,
      int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] r = scratch[0];
    float[] h = scratch[1];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int from = unit * sequences;
      gates.buffer().get(offsetGates + from, r, 0, count);
      previous.buffer().get(offsetPrevious + from, h, 0, count);
      times(r, h, count);
      features.buffer().put(from, r, 0, count);
      putRows(r, rows, offsetRows, unit, some, units, sequences);
    }
  }

  /**
   * Backward of {@link #gruReset} and of r's function.
   *
   * @param gates r; receives the gradient of its sum
   * @param slope gradient of p, {@code [U, B]}
   * @param hiddenSlope gradient of h₋; r∘slope is added
   */
  public void gruResetBackward(
      Slice gates,
      int offsetGates,
      Slice previous,
      int offsetPrevious,
      Slice slope,
      Slice hiddenSlope,
      int units,
      int sequences) {
    float[] r = scratch[0];
    float[] h = scratch[1];
    float[] dp = scratch[2];
    float[] dh = scratch[3];
    int all = units * sequences;
    for (int from = 0; from < all; from += r.length) {
      int count = Math.min(r.length, all - from);
      gates.buffer().get(offsetGates + from, r, 0, count);
      previous.buffer().get(offsetPrevious + from, h, 0, count);
      slope.buffer().get(from, dp, 0, count);
      hiddenSlope.buffer().get(from, dh, 0, count);
      gruResetBackward(r, h, dp, dh, count);
      gates.buffer().put(offsetGates + from, r, 0, count);
      hiddenSlope.buffer().put(from, dh, 0, count);
    }
  }

  /** dh ← dh + dp·r; r ← ∂r. */
  private static void gruResetBackward(float[] r, float[] h, float[] dp, float[] dh, int count) {
    for (int i = 0; i < count; i++) {
      float gate = r[i];
      float slope = dp[i];
      dh[i] += slope * gate;
      r[i] = slope * h[i] * gate * (1 - gate);
    }
  }

  private void putRows(
      float[] values, Slice rows, int offset, int unit, int some, int units, int sequences) {
    transpose(values, transposed, some, sequences);
    FloatBuffer to = rows.buffer();
    for (int b = 0; b < sequences; b++) {
      to.put(offset + b * units + unit, transposed, b * some, some);
    }
  }

  /** to[j, i] ← from[i, j]. */
  private static void transpose(float[] from, float[] to, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        to[j * rows + i] = from[at + j];
      }
    }
  }

  /** How many whole features are worked on at once; makes the scratch large enough for them. */
  private int unitsAtOnce(int units, int sequences) {
    if (sequences > scratch[0].length) {
      for (int i = 0; i < scratch.length; i++) {
        scratch[i] = new float[sequences];
      }
      transposed = new float[sequences];
    }
    return Math.min(units, scratch[0].length / sequences);
  }

  private float[] largest(int count) {
    if (transposed.length < count) {
      transposed = new float[count];
    }
    return transposed;
  }

  private void ensureColumns(int vocabulary) {
    if (columns.length < COLUMNS * vocabulary) {
      columns = new float[COLUMNS * vocabulary];
    }
  }
}
