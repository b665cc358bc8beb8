package dev.ensayo.backend.compiled.example;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SaturatingMath;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.recurrent.Cell;
import dev.ensayo.backend.compiled.recurrent.RecurrentBlock;
import dev.ensayo.backend.compiled.recurrent.RecurrentParameters;
import dev.ensayo.backend.compiled.recurrent.RecurrentProducts;
import dev.ensayo.backend.compiled.recurrent.RecurrentTerm;
import dev.ensayo.backend.compiled.recurrent.Steps;
import dev.ensayo.backend.example.MinimalGated;
import java.util.List;

/** One step of a {@link MinimalGated}; all matrices are {@code [B, U]} unless said. */
final class MinimalGatedCell implements Cell {
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final RecurrentTerm candidate;
  private final Region reset;
  private final Region direct;
  private final Matrix forgetGate = new Matrix();
  private final Matrix candidateGate = new Matrix();
  private final Matrix kept = new Matrix();
  private final Matrix keptRows = new Matrix();
  private final Matrix directSlope = new Matrix();

  private MinimalGatedCell(BlockContext context, int units) {
    Region rows = context.untilBackward(units);
    candidate = RecurrentTerm.ofCell(1, 1, rows);
    reset = context.permanent(context.largestSequences() * units);
    direct = context.permanent(context.largestSequences() * units);
  }

  static Block block(BlockContext context) {
    MinimalGated layer = (MinimalGated) context.layer();
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    RecurrentParameters parameters =
        RecurrentParameters.take(
            context,
            layer,
            new RecurrentParameters.Counts(2, 2, 0),
            new RecurrentParameters.Names(
                MinimalGated.INPUT_WEIGHTS,
                MinimalGated.RECURRENT_WEIGHTS,
                MinimalGated.BIAS,
                null));
    Cell cell = new MinimalGatedCell(context, parameters.units());
    return new RecurrentBlock(context, parameters, cell);
  }

  /** f multiplies h₋; n multiplies f∘h₋, which is the cell's own affair. */
  @Override
  public List<RecurrentTerm> terms() {
    return List.of(RecurrentTerm.ofGates(0, 1), candidate);
  }

  @Override
  public void forward(Steps steps, RecurrentProducts products) {
    Matrix f = steps.gates(forgetGate, 0, 1);
    Matrix n = steps.gates(candidateGate, 1, 1);
    Matrix before = steps.before();
    Matrix p = kept.at(reset.slice(), steps.sequences(), steps.units());
    for (int u = 0; u < steps.units(); u++) {
      for (int b = 0; b < steps.sequences(); b++) {
        float gate = SaturatingMath.sigmoid((float) f.get(b, u));
        f.put(b, u, gate);
        p.put(b, u, gate * before.get(b, u));
      }
    }
    arithmetic.toRows(p, candidate.factors(steps, keptRows));
    products.add(candidate, p, steps);
    Matrix h = steps.hidden();
    for (int u = 0; u < steps.units(); u++) {
      for (int b = 0; b < steps.sequences(); b++) {
        float value = SaturatingMath.tanh((float) n.get(b, u));
        n.put(b, u, value);
        h.put(b, u, before.get(b, u) + f.get(b, u) * (value - before.get(b, u)));
      }
    }
    arithmetic.toRows(h, steps.rows());
  }

  @Override
  public boolean backward(Steps steps, RecurrentProducts products) {
    Matrix f = steps.gates(forgetGate, 0, 1);
    Matrix n = steps.gates(candidateGate, 1, 1);
    Matrix before = steps.before();
    Matrix slope = steps.slope();
    Matrix ofGate = directSlope.at(direct.slice(), steps.sequences(), steps.units());
    for (int u = 0; u < steps.units(); u++) {
      for (int b = 0; b < steps.sequences(); b++) {
        double dh = slope.get(b, u);
        double gate = f.get(b, u);
        double value = n.get(b, u);
        ofGate.put(b, u, dh * (value - before.get(b, u)));
        n.put(b, u, dh * gate * (1 - value * value));
        slope.put(b, u, dh * (1 - gate));
      }
    }
    Matrix dp = kept.at(reset.slice(), steps.sequences(), steps.units());
    products.back(candidate, steps, dp);
    for (int u = 0; u < steps.units(); u++) {
      for (int b = 0; b < steps.sequences(); b++) {
        double gate = f.get(b, u);
        double df = ofGate.get(b, u) + dp.get(b, u) * before.get(b, u);
        slope.put(b, u, slope.get(b, u) + dp.get(b, u) * gate);
        f.put(b, u, df * gate * (1 - gate));
      }
    }
    return true;
  }
}
