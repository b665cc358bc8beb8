package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;

import dev.ensayo.backend.compiled.function.ExponentialFunctions;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * {@link SequenceArithmetic} in float: stretches of whole features are copied to heap arrays that
 * stay in the first cache, where simple loops become SIMD.
 */
public final class FloatSequenceArithmetic implements SequenceArithmetic {
  /** 4 KiB an array: the seven that a step of an LSTM needs fit the first cache. */
  private static final int CHUNK = 1024;

  private static final int ARRAYS = 7;

  /** A square of weights that fits into one array. */
  private static final int TILE = 32;

  /** Columns of weights that are gathered from or added to side by side. */
  private static final int COLUMNS = 4;

  private final FloatProducts products = new FloatProducts();
  private final float[][] scratch = new float[ARRAYS][CHUNK];
  private float[] transposed = new float[CHUNK];
  private float[] columns = new float[0];

  @Override
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

  @Override
  public void add(Slice x, int offsetX, Slice y, int offsetY, int count) {
    cblas_saxpy(
        count, 1, x.floatPointer().position(offsetX), 1, y.floatPointer().position(offsetY), 1);
    x.floatPointer().position(0);
    y.floatPointer().position(0);
  }

  @Override
  public void scale(Slice source, Slice target, int at, int count, double factor) {
    float[] numbers = scratch[0];
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      source.floats().get(at + from, numbers, 0, some);
      scale(numbers, (float) factor, some);
      target.floats().put(at + from, numbers, 0, some);
    }
  }

  private static void scale(float[] x, float factor, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= factor;
    }
  }

  @Override
  public void shift(Slice x, int at, int count, double value) {
    float[] numbers = scratch[0];
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      x.floats().get(at + from, numbers, 0, some);
      addTo(numbers, 0, some, (float) value);
      x.floats().put(at + from, numbers, 0, some);
    }
  }

  @Override
  public void clear(Slice x, int offset, int count) {
    float[] zeros = scratch[0];
    Arrays.fill(zeros, 0);
    for (int from = 0; from < count; from += zeros.length) {
      x.floats().put(offset + from, zeros, 0, Math.min(zeros.length, count - from));
    }
  }

  @Override
  public void copy(Slice source, int offsetFrom, Slice target, int offsetTo, int count) {
    float[] numbers = scratch[0];
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      source.floats().get(offsetFrom + from, numbers, 0, some);
      target.floats().put(offsetTo + from, numbers, 0, some);
    }
  }

  @Override
  public void toFeatures(
      Slice rows, int offsetRows, Slice features, int offset, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      for (int b = 0; b < sequences; b++) {
        rows.floats().get(offsetRows + b * units + unit, transposed, b * some, some);
      }
      transpose(transposed, values, sequences, some);
      features.floats().put(offset + unit * sequences, values, 0, some * sequences);
    }
  }

  @Override
  public void toRows(
      Slice features, int offset, Slice rows, int offsetRows, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      features.floats().get(offset + unit * sequences, values, 0, some * sequences);
      putRows(values, rows, offsetRows, unit, some, units, sequences);
    }
  }

  @Override
  public void fill(
      Slice bias, int offsetBias, Slice features, int offset, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      for (int i = 0; i < some; i++) {
        Arrays.fill(
            values, i * sequences, (i + 1) * sequences, bias.floats().get(offsetBias + unit + i));
      }
      features.floats().put(offset + unit * sequences, values, 0, some * sequences);
    }
  }

  @Override
  public void transpose(Slice from, int rows, int columns, Slice to, int stride) {
    float[] tile = scratch[0];
    float[] turned = scratch[1];
    for (int column = 0; column < columns; column += TILE) {
      int width = Math.min(TILE, columns - column);
      for (int row = 0; row < rows; row += TILE) {
        int height = Math.min(TILE, rows - row);
        for (int j = 0; j < width; j++) {
          from.floats().get((column + j) * rows + row, tile, j * height, height);
        }
        transpose(tile, turned, width, height);
        for (int i = 0; i < height; i++) {
          to.floats().put((row + i) * stride + column, turned, i * width, width);
        }
      }
    }
  }

  @Override
  public void widen(
      Slice from, int offsetFrom, Slice to, int offsetTo, int stride, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      from.floats().get(offsetFrom + unit * sequences, values, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        to.floats().put(offsetTo + (unit + i) * stride, values, i * sequences, sequences);
      }
    }
  }

  @Override
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
      weights.floats().get(unit * vocabulary, columns, 0, some * vocabulary);
      if (bias != null) {
        for (int i = 0; i < some; i++) {
          addTo(columns, i * vocabulary, vocabulary, bias.floats().get(unit + i));
        }
      }
      for (int t = 0; t < steps; t++) {
        for (int i = 0; i < some; i++) {
          gather(columns, i * vocabulary, tokens, t * sequences, values, i * sequences, sequences);
        }
        features.floats().put((t * units + unit) * sequences, values, 0, some * sequences);
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

  @Override
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
        features.floats().get((t * units + unit) * sequences, values, 0, some * sequences);
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
      weightGradient.floats().put(unit * vocabulary, columns, 0, some * vocabulary);
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

  @Override
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
      sums.floats().get(at, values, 0, count);
      if (function instanceof ExponentialFunctions.Tanh) {
        SaturatingMath.tanh(values, count);
      } else {
        function.forward(values, some, sequences);
      }
      if (function.keepsOutput()) {
        sums.floats().put(at, values, 0, count);
      }
      features.floats().put(offsetRows + unit * sequences, values, 0, count);
      putRows(values, rows, offsetRows, unit, some, units, sequences);
    }
  }

  @Override
  public void activateBackward(
      ActivationFunction function, Slice kept, int offset, Slice slope, int units, int sequences) {
    int unitsAtOnce = unitsAtOnce(units, sequences);
    float[] values = scratch[0];
    float[] slopes = scratch[1];
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int some = Math.min(unitsAtOnce, units - unit);
      int count = some * sequences;
      int at = offset + unit * sequences;
      kept.floats().get(at, values, 0, count);
      slope.floats().get(unit * sequences, slopes, 0, count);
      function.backward(values, slopes, some, sequences);
      kept.floats().put(at, slopes, 0, count);
    }
  }

  @Override
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
    FloatBuffer all = gates.floats();
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
      previous.floats().get(offsetPrevious + from, c, 0, count);
      lstmCell(a, f, g, c, count);
      cells.floats().put(offsetCells + from, c, 0, count);
      SaturatingMath.tanh(c, count);
      times(c, o, count);
      features.floats().put(offsetRows + from, c, 0, count);
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

  @Override
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
    FloatBuffer all = gates.floats();
    for (int unit = 0; unit < units; unit += unitsAtOnce) {
      int count = Math.min(unitsAtOnce, units - unit) * sequences;
      int from = unit * sequences;
      int at = offsetGates + from;
      all.get(at + 2 * gate, o, 0, count);
      cells.floats().get(offsetCells + from, c, 0, count);
      hiddenSlope.floats().get(from, dh, 0, count);
      cellSlope.floats().get(from, dc, 0, count);
      SaturatingMath.tanh(c, count);
      lstmOutputBackward(o, c, dh, dc, count);
      all.put(at + 2 * gate, o, 0, count);

      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      previous.floats().get(offsetPrevious + from, c, 0, count);
      lstmInputBackward(a, g, dc, count);
      lstmForgetBackward(f, c, dc, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      cellSlope.floats().put(from, dc, 0, count);
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

  @Override
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
    FloatBuffer all = gates.floats();
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
      previous.floats().get(offsetPrevious + from, c, 0, count);
      lstmCell(a, f, g, c, count);
      cells.floats().put(offsetCells + from, c, 0, count);
    }
  }

  @Override
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
      gates.floats().get(output + from, o, 0, count);
      sums.floats().get(offsetSums + from, y, 0, count);
      SaturatingMath.tanh(y, count);
      times(y, o, count);
      features.floats().put(offsetRows + from, y, 0, count);
      putRows(y, rows, offsetRows, unit, some, units, sequences);
    }
  }

  @Override
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
      gates.floats().get(output + from, o, 0, count);
      sums.floats().get(offsetSums + from, y, 0, count);
      hiddenSlope.floats().get(from, dh, 0, count);
      SaturatingMath.tanh(y, count);
      Arrays.fill(dy, 0, count, 0);
      lstmOutputBackward(o, y, dh, dy, count);
      gates.floats().put(output + from, o, 0, count);
      slope.floats().put(from, dy, 0, count);
    }
  }

  @Override
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
    FloatBuffer all = gates.floats();
    for (int from = 0; from < gate; from += a.length) {
      int count = Math.min(a.length, gate - from);
      int at = offsetGates + from;
      all.get(at, a, 0, count);
      all.get(at + gate, f, 0, count);
      all.get(at + 3 * gate, g, 0, count);
      previous.floats().get(offsetPrevious + from, c, 0, count);
      cellSlope.floats().get(from, dc, 0, count);
      lstmInputBackward(a, g, dc, count);
      lstmForgetBackward(f, c, dc, count);
      all.put(at, a, 0, count);
      all.put(at + gate, f, 0, count);
      all.put(at + 3 * gate, g, 0, count);
      cellSlope.floats().put(from, dc, 0, count);
    }
  }

  @Override
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
      x.floats().get(offset + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addRow(numbers, i * sequences, mean, sequences);
      }
    }
    scale(mean, 1f / features, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      x.floats().get(offset + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addSquares(numbers, i * sequences, mean, scale, sequences);
      }
    }
    for (int b = 0; b < sequences; b++) {
      double root = Math.sqrt(scale[b] / features + epsilon);
      scale[b] = (float) (1 / root);
    }
    scales.floats().put(offsetScales, scale, 0, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      x.floats().get(offset + first * sequences, numbers, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        standardize(numbers, i * sequences, mean, scale, sequences);
      }
      x.floats().put(offset + first * sequences, numbers, 0, some * sequences);
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

  @Override
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
      x.floats().get(offset + from, numbers, 0, some * sequences);
      y.floats().get(offsetY + from, sums, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        addTimes(
            numbers, i * sequences, gain.floats().get(offsetGain + first + i), sums, sequences);
      }
      y.floats().put(offsetY + from, sums, 0, some * sequences);
    }
  }

  private static void addTimes(float[] x, int at, float factor, float[] y, int count) {
    for (int b = at; b < at + count; b++) {
      y[b] += factor * x[b];
    }
  }

  @Override
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
      slope.floats().get(offsetSlope + from, dy, 0, count);
      normal.floats().get(offsetNormal + from, x, 0, count);
      sums.floats().get(offsetSums + from, gainSums, 0, count);
      addProduct(gainSums, dy, x, count);
      sums.floats().put(offsetSums + from, gainSums, 0, count);
      for (int i = 0; i < some; i++) {
        float factor = gain.floats().get(offsetGain + first + i);
        addMeans(dy, x, i * sequences, factor, mean, product, sequences);
      }
    }
    scale(mean, 1f / features, sequences);
    scale(product, 1f / features, sequences);
    scales.floats().get(offsetScales, scale, 0, sequences);
    for (int first = 0; first < features; first += atOnce) {
      int some = Math.min(atOnce, features - first);
      int from = first * sequences;
      int count = some * sequences;
      slope.floats().get(offsetSlope + from, dy, 0, count);
      normal.floats().get(offsetNormal + from, x, 0, count);
      for (int i = 0; i < some; i++) {
        float factor = gain.floats().get(offsetGain + first + i);
        centre(dy, x, i * sequences, factor, mean, product, scale, sequences);
      }
      result.floats().put(offsetResult + from, dy, 0, count);
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

  @Override
  public void gruGates(Slice gates, int offsetGates, int units, int sequences) {
    int count = 2 * units * sequences;
    float[] values = scratch[0];
    for (int from = 0; from < count; from += values.length) {
      int some = Math.min(values.length, count - from);
      gates.floats().get(offsetGates + from, values, 0, some);
      SaturatingMath.sigmoid(values, some);
      gates.floats().put(offsetGates + from, values, 0, some);
    }
  }

  @Override
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
      gates.floats().get(at + gate, u, 0, count);
      gates.floats().get(at + 2 * gate, n, 0, count);
      if (product != null) {
        gates.floats().get(at, r, 0, count);
        product.floats().get(offsetProduct + from, q, 0, count);
        addProduct(n, r, q, count);
      }
      SaturatingMath.tanh(n, count);
      gates.floats().put(at + 2 * gate, n, 0, count);
      previous.floats().get(offsetPrevious + from, h, 0, count);
      gruMix(h, u, n, count);
      features.floats().put(offsetFeatures + from, h, 0, count);
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

  @Override
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
      gates.floats().get(at + gate, u, 0, count);
      gates.floats().get(at + 2 * gate, n, 0, count);
      previous.floats().get(offsetPrevious + from, h, 0, count);
      hiddenSlope.floats().get(from, dh, 0, count);
      gruMixBackward(u, n, h, dh, count);
      gates.floats().put(at + gate, u, 0, count);
      gates.floats().put(at + 2 * gate, n, 0, count);
      hiddenSlope.floats().put(from, dh, 0, count);
      if (product != null) {
        gates.floats().get(at, r, 0, count);
        product.floats().get(offsetProduct + from, q, 0, count);
        gruProductBackward(r, n, q, count);
        gates.floats().put(at, r, 0, count);
        product.floats().put(offsetProduct + from, q, 0, count);
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

  @Override
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
      gates.floats().get(offsetGates + from, r, 0, count);
      previous.floats().get(offsetPrevious + from, h, 0, count);
      times(r, h, count);
      features.floats().put(from, r, 0, count);
      putRows(r, rows, offsetRows, unit, some, units, sequences);
    }
  }

  @Override
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
      gates.floats().get(offsetGates + from, r, 0, count);
      previous.floats().get(offsetPrevious + from, h, 0, count);
      slope.floats().get(from, dp, 0, count);
      hiddenSlope.floats().get(from, dh, 0, count);
      gruResetBackward(r, h, dp, dh, count);
      gates.floats().put(offsetGates + from, r, 0, count);
      hiddenSlope.floats().put(from, dh, 0, count);
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
    FloatBuffer to = rows.floats();
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
