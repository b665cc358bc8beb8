package dev.ensayo.backend.compiled.arithmetic;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import java.nio.DoubleBuffer;

/** {@link SequenceArithmetic} in double, number by number: speed does not matter here. */
public final class DoubleSequenceArithmetic implements SequenceArithmetic {
  private final double[] one = new double[1];
  private final double[] two = new double[1];

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
    cblas_dgemm(
        CblasColMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        1,
        a.doublePointer().position(offsetA),
        strideA,
        b.doublePointer().position(offsetB),
        strideB,
        beta,
        c.doublePointer().position(offsetC),
        strideC);
    a.doublePointer().position(0);
    b.doublePointer().position(0);
    c.doublePointer().position(0);
  }

  @Override
  public void add(Slice x, int offsetX, Slice y, int offsetY, int count) {
    for (int i = 0; i < count; i++) {
      add(y.doubles(), offsetY + i, x.doubles().get(offsetX + i));
    }
  }

  @Override
  public void scale(Slice from, Slice to, int at, int count, double factor) {
    for (int i = at; i < at + count; i++) {
      to.doubles().put(i, factor * from.doubles().get(i));
    }
  }

  @Override
  public void shift(Slice x, int at, int count, double value) {
    for (int i = at; i < at + count; i++) {
      add(x.doubles(), i, value);
    }
  }

  @Override
  public void clear(Slice x, int offset, int count) {
    for (int i = 0; i < count; i++) {
      x.doubles().put(offset + i, 0);
    }
  }

  @Override
  public void copy(Slice from, int offsetFrom, Slice to, int offsetTo, int count) {
    for (int i = 0; i < count; i++) {
      to.doubles().put(offsetTo + i, from.doubles().get(offsetFrom + i));
    }
  }

  @Override
  public void toFeatures(
      Slice rows, int offsetRows, Slice features, int offset, int units, int sequences) {
    for (int u = 0; u < units; u++) {
      for (int b = 0; b < sequences; b++) {
        features
            .doubles()
            .put(offset + u * sequences + b, rows.doubles().get(offsetRows + b * units + u));
      }
    }
  }

  @Override
  public void toRows(
      Slice features, int offset, Slice rows, int offsetRows, int units, int sequences) {
    for (int u = 0; u < units; u++) {
      for (int b = 0; b < sequences; b++) {
        rows.doubles()
            .put(offsetRows + b * units + u, features.doubles().get(offset + u * sequences + b));
      }
    }
  }

  @Override
  public void fill(
      Slice bias, int offsetBias, Slice features, int offset, int units, int sequences) {
    for (int i = 0; i < units * sequences; i++) {
      features.doubles().put(offset + i, bias.doubles().get(offsetBias + i / sequences));
    }
  }

  @Override
  public void transpose(Slice from, int rows, int columns, Slice to, int stride) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        to.doubles().put(i * stride + j, from.doubles().get(j * rows + i));
      }
    }
  }

  @Override
  public void widen(
      Slice from, int offsetFrom, Slice to, int offsetTo, int stride, int units, int sequences) {
    for (int u = 0; u < units; u++) {
      copy(from, offsetFrom + u * sequences, to, offsetTo + u * stride, sequences);
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
    for (int t = 0; t < steps; t++) {
      for (int u = 0; u < units; u++) {
        for (int b = 0; b < sequences; b++) {
          features
              .doubles()
              .put(
                  (t * units + u) * sequences + b,
                  weights.doubles().get(u * vocabulary + tokens[t * sequences + b])
                      + (bias == null ? 0 : bias.doubles().get(u)));
        }
      }
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
    clear(weightGradient, 0, vocabulary * units);
    for (int t = from; t < steps; t++) {
      for (int u = 0; u < units; u++) {
        for (int b = 0; b < sequences; b++) {
          add(
              weightGradient.doubles(),
              u * vocabulary + tokens[t * sequences + b],
              features.doubles().get((t * units + u) * sequences + b));
        }
      }
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
    for (int u = 0; u < units; u++) {
      for (int b = 0; b < sequences; b++) {
        int at = offset + u * sequences + b;
        one[0] = sums.doubles().get(at);
        function.forward(one, 1, 1);
        if (function.keepsOutput()) {
          sums.doubles().put(at, one[0]);
        }
        features.doubles().put(offsetRows + u * sequences + b, one[0]);
        rows.doubles().put(offsetRows + b * units + u, one[0]);
      }
    }
  }

  @Override
  public void activateBackward(
      ActivationFunction function, Slice kept, int offset, Slice slope, int units, int sequences) {
    for (int i = 0; i < units * sequences; i++) {
      one[0] = kept.doubles().get(offset + i);
      two[0] = slope.doubles().get(i);
      function.backward(one, two, 1, 1);
      kept.doubles().put(offset + i, two[0]);
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
    int gate = units * sequences;
    DoubleBuffer all = gates.doubles();
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + i;
      double a = Math.tanh(all.get(at));
      double f = sigmoid(all.get(at + gate));
      double o = sigmoid(all.get(at + 2 * gate));
      double g = sigmoid(all.get(at + 3 * gate));
      all.put(at, a).put(at + gate, f).put(at + 2 * gate, o).put(at + 3 * gate, g);
      double c = f * previous.doubles().get(offsetPrevious + i) + g * a;
      cells.doubles().put(offsetCells + i, c);
      double h = o * Math.tanh(c);
      features.doubles().put(offsetRows + i, h);
      putRow(rows, offsetRows, i, units, sequences, h);
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
    int gate = units * sequences;
    DoubleBuffer all = gates.doubles();
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + i;
      double a = all.get(at);
      double f = all.get(at + gate);
      double o = all.get(at + 2 * gate);
      double g = all.get(at + 3 * gate);
      double t = Math.tanh(cells.doubles().get(offsetCells + i));
      double dh = hiddenSlope.doubles().get(i);
      double dc = cellSlope.doubles().get(i) + dh * o * (1 - t * t);
      all.put(at, dc * g * (1 - a * a));
      all.put(at + gate, dc * previous.doubles().get(offsetPrevious + i) * f * (1 - f));
      all.put(at + 2 * gate, dh * t * o * (1 - o));
      all.put(at + 3 * gate, dc * a * g * (1 - g));
      cellSlope.doubles().put(i, dc * f);
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
    DoubleBuffer all = gates.doubles();
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + i;
      double a = Math.tanh(all.get(at));
      double f = sigmoid(all.get(at + gate));
      double o = sigmoid(all.get(at + 2 * gate));
      double g = sigmoid(all.get(at + 3 * gate));
      all.put(at, a).put(at + gate, f).put(at + 2 * gate, o).put(at + 3 * gate, g);
      cells.doubles().put(offsetCells + i, f * previous.doubles().get(offsetPrevious + i) + g * a);
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
    int gate = units * sequences;
    for (int i = 0; i < gate; i++) {
      double o = gates.doubles().get(offsetGates + 2 * gate + i);
      double h = o * Math.tanh(sums.doubles().get(offsetSums + i));
      features.doubles().put(offsetRows + i, h);
      putRow(rows, offsetRows, i, units, sequences, h);
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
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + 2 * gate + i;
      double o = gates.doubles().get(at);
      double t = Math.tanh(sums.doubles().get(offsetSums + i));
      double dh = hiddenSlope.doubles().get(i);
      slope.doubles().put(i, dh * o * (1 - t * t));
      gates.doubles().put(at, dh * t * o * (1 - o));
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
    DoubleBuffer all = gates.doubles();
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + i;
      double a = all.get(at);
      double f = all.get(at + gate);
      double g = all.get(at + 3 * gate);
      double dc = cellSlope.doubles().get(i);
      all.put(at, dc * g * (1 - a * a));
      all.put(at + gate, dc * previous.doubles().get(offsetPrevious + i) * f * (1 - f));
      all.put(at + 3 * gate, dc * a * g * (1 - g));
      cellSlope.doubles().put(i, dc * f);
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
    DoubleBuffer numbers = x.doubles();
    for (int b = 0; b < sequences; b++) {
      double mean = 0;
      for (int i = 0; i < features; i++) {
        mean += numbers.get(offset + i * sequences + b) / features;
      }
      double variance = 0;
      for (int i = 0; i < features; i++) {
        double difference = numbers.get(offset + i * sequences + b) - mean;
        variance += difference * difference / features;
      }
      double root = Math.sqrt(variance + epsilon);
      double scale = 1 / root;
      scales.doubles().put(offsetScales + b, scale);
      for (int i = 0; i < features; i++) {
        int at = offset + i * sequences + b;
        numbers.put(at, (numbers.get(at) - mean) * scale);
      }
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
    for (int i = 0; i < features * sequences; i++) {
      double factor = gain.doubles().get(offsetGain + i / sequences);
      add(y.doubles(), offsetY + i, factor * x.doubles().get(offset + i));
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
    for (int b = 0; b < sequences; b++) {
      double mean = 0;
      double product = 0;
      for (int i = 0; i < features; i++) {
        int at = i * sequences + b;
        double x = normal.doubles().get(offsetNormal + at);
        double dy = slope.doubles().get(offsetSlope + at);
        add(sums.doubles(), offsetSums + at, dy * x);
        double dx = dy * gain.doubles().get(offsetGain + i);
        mean += dx / features;
        product += dx * x / features;
      }
      double scale = scales.doubles().get(offsetScales + b);
      for (int i = 0; i < features; i++) {
        int at = i * sequences + b;
        double x = normal.doubles().get(offsetNormal + at);
        double dx = slope.doubles().get(offsetSlope + at) * gain.doubles().get(offsetGain + i);
        result.doubles().put(offsetResult + at, scale * (dx - mean - x * product));
      }
    }
  }

  @Override
  public void gruGates(Slice gates, int offsetGates, int units, int sequences) {
    for (int i = 0; i < 2 * units * sequences; i++) {
      gates.doubles().put(offsetGates + i, sigmoid(gates.doubles().get(offsetGates + i)));
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
    int gate = units * sequences;
    DoubleBuffer all = gates.doubles();
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + i;
      double q = product == null ? 0 : product.doubles().get(offsetProduct + i);
      double n = Math.tanh(all.get(at + 2 * gate) + all.get(at) * q);
      all.put(at + 2 * gate, n);
      double u = all.get(at + gate);
      double h = (1 - u) * n + u * previous.doubles().get(offsetPrevious + i);
      features.doubles().put(offsetFeatures + i, h);
      putRow(rows, offsetRows, i, units, sequences, h);
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
    int gate = units * sequences;
    DoubleBuffer all = gates.doubles();
    for (int i = 0; i < gate; i++) {
      int at = offsetGates + i;
      double u = all.get(at + gate);
      double n = all.get(at + 2 * gate);
      double dh = hiddenSlope.doubles().get(i);
      double dn = dh * (1 - u) * (1 - n * n);
      all.put(at + gate, dh * (previous.doubles().get(offsetPrevious + i) - n) * u * (1 - u));
      all.put(at + 2 * gate, dn);
      hiddenSlope.doubles().put(i, dh * u);
      if (product != null) {
        double r = all.get(at);
        double q = product.doubles().get(offsetProduct + i);
        all.put(at, dn * q * r * (1 - r));
        product.doubles().put(offsetProduct + i, dn * r);
      }
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
    for (int i = 0; i < units * sequences; i++) {
      double p = gates.doubles().get(offsetGates + i) * previous.doubles().get(offsetPrevious + i);
      features.doubles().put(i, p);
      putRow(rows, offsetRows, i, units, sequences, p);
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
    for (int i = 0; i < units * sequences; i++) {
      double r = gates.doubles().get(offsetGates + i);
      double dp = slope.doubles().get(i);
      add(hiddenSlope.doubles(), i, dp * r);
      gates
          .doubles()
          .put(offsetGates + i, dp * previous.doubles().get(offsetPrevious + i) * r * (1 - r));
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static void add(DoubleBuffer x, int at, double value) {
    x.put(at, x.get(at) + value);
  }

  /** Writes number i of {@code [U, B]} to its place in {@code [B, U]}. */
  private static void putRow(
      Slice rows, int offset, int i, int units, int sequences, double value) {
    rows.doubles().put(offset + i % sequences * units + i / sequences, value);
  }
}
