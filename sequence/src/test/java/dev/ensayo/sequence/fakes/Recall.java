package dev.ensayo.sequence.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskSpec.Input;
import dev.ensayo.core.sequencetask.SequenceTaskSpec.Target;
import dev.ensayo.core.sequencetask.SequenceTaskStream;
import java.io.IOException;

/**
 * Something to remember over some steps: the first token, asked for at the last step (blanks in
 * between), or the first of the numbers, each in [−1, 1). Or to foresee: the last token, asked for
 * at the first step.
 *
 * @param foresight whether what is asked for comes after the question
 */
public record Recall(SequenceTaskSpec spec, boolean foresight) implements SequenceTask {
  private static final int SYMBOLS = 4;

  /** Of tokens: ids 0 to 3, and 4 for a blank. */
  public static Recall ofTokens(int steps) {
    return new Recall(tokens(steps), false);
  }

  /** Of tokens, asked for before they come. */
  public static Recall ofLaterTokens(int steps) {
    return new Recall(tokens(steps), true);
  }

  private static SequenceTaskSpec tokens(int steps) {
    return new SequenceTaskSpec(
        Input.TOKENS, SYMBOLS + 1, Target.TOKENS, SYMBOLS, steps, Math.log(SYMBOLS));
  }

  /** Of numbers. */
  public static Recall ofNumbers(int steps) {
    return new Recall(
        new SequenceTaskSpec(Input.VECTORS, 1, Target.NUMBERS, 1, steps, 1.0 / 3), false);
  }

  @Override
  public SequenceTaskStream stream(SeedSequence seeds) {
    RandomStream random = seeds.stream("recall");
    return new SequenceTaskStream() {
      @Override
      public void next(SequenceTaskBatch batch) {
        for (int i = 0; i < batch.steps(); i++) {
          int t = foresight ? batch.steps() - 1 - i : i;
          for (int b = 0; b < batch.sequences(); b++) {
            fill(batch, t, b);
          }
        }
      }

      private void fill(SequenceTaskBatch batch, int t, int b) {
        int at = t * batch.sequences() + b;
        int told = foresight ? batch.steps() - 1 : 0;
        boolean asked = t == batch.steps() - 1 - told;
        if (spec.input() == Input.TOKENS) {
          batch.tokens()[at] = t == told ? random.nextInt(SYMBOLS) : SYMBOLS;
          batch.counts()[at] = asked ? 1 : 0;
          batch.targetTokens()[at] = asked ? batch.tokens()[told * batch.sequences() + b] : 0;
        } else {
          batch.vectors()[at] = (float) random.nextDouble(-1, 1);
          batch.targetNumbers()[b] = batch.vectors()[b];
        }
      }

      @Override
      public void saveState(StateWriter out) throws IOException {
        random.saveState(out);
      }

      @Override
      public void loadState(StateReader in) throws IOException {
        random.loadState(in);
      }
    };
  }
}
