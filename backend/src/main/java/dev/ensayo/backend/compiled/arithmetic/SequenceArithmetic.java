package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;

import java.util.Arrays;

/**
 * What recurrent blocks compute with beside products and the kernels of their cells.
 *
 * <p>Within a recurrent block the numbers of one time step are kept <em>by feature</em>: the B
 * sequences of a unit side by side, a {@link Matrix} {@code [B, U]}. BLAS multiplies such narrow
 * matrices up to half again as fast that way round, and a gate of all units is one run of numbers.
 * Between blocks the numbers are row by row, time step after time step, one step a matrix {@code
 * [U, B]}.
 *
 * <p>All offsets count numbers from the beginning of a slice. An instance has scratch of its own
 * and belongs to one block.
 */
public final class SequenceArithmetic {
  /** A square of weights that fits into one array. */
  private static final int TILE = 32;

  /** Columns of weights that are gathered from or added to side by side. */
  private static final int COLUMNS = 4;

  private final StepScratch scratch = new StepScratch();
  private float[] columns = new float[0];
  private float[] values = new float[0];

  /** y ← y + x. */
  public void add(Slice x, int offsetX, Slice y, int offsetY, int count) {
    cblas_saxpy(count, 1, x.pointer().position(offsetX), 1, y.pointer().position(offsetY), 1);
    x.pointer().position(0);
    y.pointer().position(0);
  }

  /** The numbers [at, at + count) of to ← factor · those of from. */
  public void scale(Slice source, Slice target, int at, int count, double factor) {
    float[] numbers = scratch.array(0);
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
    float[] numbers = scratch.array(0);
    for (int from = 0; from < count; from += numbers.length) {
      int some = Math.min(numbers.length, count - from);
      x.buffer().get(at + from, numbers, 0, some);
      addTo(numbers, 0, some, (float) value);
      x.buffer().put(at + from, numbers, 0, some);
    }
  }

  /** x ← 0. */
  public void clear(Slice x, int offset, int count) {
    float[] zeros = scratch.array(0);
    Arrays.fill(zeros, 0);
    for (int from = 0; from < count; from += zeros.length) {
      x.buffer().put(offset + from, zeros, 0, Math.min(zeros.length, count - from));
    }
  }

  /** to ← from. */
  public void copy(Slice source, int offsetFrom, Slice target, int offsetTo, int count) {
    target.buffer().put(offsetTo, source.buffer(), offsetFrom, count);
  }

  /**
   * Rows to features.
   *
   * @param rows {@code [U, B]}
   * @param features {@code [B, U]}
   */
  public void toFeatures(Matrix rows, Matrix features) {
    int sequences = features.rows();
    int atOnce = scratch.featuresAtOnce(features);
    float[] values = scratch.array(0);
    for (int unit = 0; unit < features.columns(); unit += atOnce) {
      int some = Math.min(atOnce, features.columns() - unit);
      scratch.getRows(rows, unit, some, values);
      int at = features.offset() + unit * sequences;
      features.slice().buffer().put(at, values, 0, some * sequences);
    }
  }

  /** Features {@code [B, U]} to rows {@code [U, B]}. */
  public void toRows(Matrix features, Matrix rows) {
    int sequences = features.rows();
    int atOnce = scratch.featuresAtOnce(features);
    float[] values = scratch.array(0);
    for (int unit = 0; unit < features.columns(); unit += atOnce) {
      int some = Math.min(atOnce, features.columns() - unit);
      int at = features.offset() + unit * sequences;
      features.slice().buffer().get(at, values, 0, some * sequences);
      scratch.putRows(values, rows, unit, some);
    }
  }

  /**
   * features ← bias, repeated for each of the B sequences.
   *
   * @param bias {@code [U]} from {@code offsetBias} on
   * @param features {@code [B, U]}
   */
  public void fill(Slice bias, int offsetBias, Matrix features) {
    int sequences = features.rows();
    int atOnce = scratch.featuresAtOnce(features);
    float[] values = scratch.array(0);
    for (int unit = 0; unit < features.columns(); unit += atOnce) {
      int some = Math.min(atOnce, features.columns() - unit);
      for (int i = 0; i < some; i++) {
        Arrays.fill(
            values, i * sequences, (i + 1) * sequences, bias.buffer().get(offsetBias + unit + i));
      }
      int at = features.offset() + unit * sequences;
      features.slice().buffer().put(at, values, 0, some * sequences);
    }
  }

  /**
   * to ← fromᵀ.
   *
   * @param from {@code [rows, columns]}, its columns following each other
   * @param to {@code [columns, rows]}
   */
  public void transpose(Matrix from, Matrix to) {
    float[] tile = scratch.array(0);
    float[] turned = scratch.array(1);
    for (int column = 0; column < from.columns(); column += TILE) {
      int width = Math.min(TILE, from.columns() - column);
      for (int row = 0; row < from.rows(); row += TILE) {
        int height = Math.min(TILE, from.rows() - row);
        for (int j = 0; j < width; j++) {
          int at = from.offset() + (column + j) * from.stride() + row;
          from.slice().buffer().get(at, tile, j * height, height);
        }
        StepScratch.transpose(tile, turned, width, height);
        for (int i = 0; i < height; i++) {
          int at = to.offset() + (row + i) * to.stride() + column;
          to.slice().buffer().put(at, turned, i * width, width);
        }
      }
    }
  }

  /**
   * to ← from.
   *
   * @param from {@code [B, U]}, its columns following each other
   * @param to {@code [B, U]}, its columns apart
   */
  public void widen(Matrix from, Matrix to) {
    int sequences = from.rows();
    int atOnce = scratch.featuresAtOnce(from);
    float[] values = scratch.array(0);
    for (int unit = 0; unit < from.columns(); unit += atOnce) {
      int some = Math.min(atOnce, from.columns() - unit);
      from.slice().buffer().get(from.offset() + unit * sequences, values, 0, some * sequences);
      for (int i = 0; i < some; i++) {
        int at = to.offset() + (unit + i) * to.stride();
        to.slice().buffer().put(at, values, i * sequences, sequences);
      }
    }
  }

  /**
   * features ← the rows of W that the tokens name, plus the bias, for each of T time steps.
   *
   * @param weights {@code [V, U]}
   * @param bias {@code [U]}, or null
   * @param tokens {@code [T·B]}
   * @param features {@code [T, U, B]}
   */
  public void gather(
      Matrix weights, Slice bias, int[] tokens, Slice features, int sequences, int steps) {
    int vocabulary = weights.rows();
    int units = weights.columns();
    ensureColumns(vocabulary, sequences);
    for (int unit = 0; unit < units; unit += COLUMNS) {
      int some = Math.min(COLUMNS, units - unit);
      weights.slice().buffer().get(unit * vocabulary, columns, 0, some * vocabulary);
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
   * @param gradient {@code [V, U]}
   * @param from the first time step that counts
   */
  public void scatter(
      Slice features, int[] tokens, Matrix gradient, int sequences, int from, int steps) {
    int vocabulary = gradient.rows();
    int units = gradient.columns();
    ensureColumns(vocabulary, sequences);
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
      gradient.slice().buffer().put(unit * vocabulary, columns, 0, some * vocabulary);
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
   * h ← function(sums), one time step.
   *
   * @param sums {@code [B, U]}; receive what the function keeps for its slope
   * @param features receives h, {@code [B, U]}
   * @param rows receives h, {@code [U, B]}
   */
  public void activate(ActivationFunction function, Matrix sums, Matrix features, Matrix rows) {
    int sequences = sums.rows();
    int atOnce = scratch.featuresAtOnce(sums);
    float[] numbers = scratch.array(0);
    for (int unit = 0; unit < sums.columns(); unit += atOnce) {
      int some = Math.min(atOnce, sums.columns() - unit);
      int count = some * sequences;
      int from = unit * sequences;
      sums.slice().buffer().get(sums.offset() + from, numbers, 0, count);
      function.forward(numbers, some, sequences);
      if (function.keepsOutput()) {
        sums.slice().buffer().put(sums.offset() + from, numbers, 0, count);
      }
      features.slice().buffer().put(features.offset() + from, numbers, 0, count);
      scratch.putRows(numbers, rows, unit, some);
    }
  }

  /**
   * δ ← slope·function'.
   *
   * @param kept outputs or sums, whichever the function asks for, {@code [B, U]}; receives δ
   * @param slope gradient in the function's values, {@code [B, U]}
   */
  public void activateBackward(ActivationFunction function, Matrix kept, Matrix slope) {
    int sequences = kept.rows();
    int atOnce = scratch.featuresAtOnce(kept);
    float[] numbers = scratch.array(0);
    float[] slopes = scratch.array(1);
    for (int unit = 0; unit < kept.columns(); unit += atOnce) {
      int some = Math.min(atOnce, kept.columns() - unit);
      int count = some * sequences;
      int from = unit * sequences;
      kept.slice().buffer().get(kept.offset() + from, numbers, 0, count);
      slope.slice().buffer().get(slope.offset() + from, slopes, 0, count);
      function.backward(numbers, slopes, some, sequences);
      kept.slice().buffer().put(kept.offset() + from, slopes, 0, count);
    }
  }

  private void ensureColumns(int vocabulary, int sequences) {
    if (columns.length < COLUMNS * vocabulary) {
      columns = new float[COLUMNS * vocabulary];
    }
    if (values.length < COLUMNS * sequences) {
      values = new float[COLUMNS * sequences];
    }
  }
}
