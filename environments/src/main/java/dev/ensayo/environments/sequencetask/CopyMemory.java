package dev.ensayo.environments.sequencetask;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;

/**
 * Symbols are to be repeated after a long pause: the copying memory problem of Arjovsky, Shah and
 * Bengio, "Unitary Evolution Recurrent Neural Networks", 2016, section 4.1, after Hochreiter and
 * Schmidhuber 1997.
 *
 * <p>With n symbols to remember out of K, a sequence has T + 2n steps. Read: n symbols, each of 0
 * to K − 1 equally likely; T − 1 blanks (token K); one delimiter (token K + 1); n blanks. To be
 * answered: T + n blanks, then the n symbols in order. Without memory the best answer is the blank
 * with certainty and then each symbol with probability 1/K: n ln K / (T + 2n) nats per step over
 * all steps, or ln K over the recalled ones.
 */
public final class CopyMemory implements SequenceTask {
  private final CopyMemoryConfig config;
  private final SequenceTaskSpec spec;

  public CopyMemory(CopyMemoryConfig config) {
    this.config = config;
    int steps = config.delay() + 2 * config.length();
    this.spec =
        new SequenceTaskSpec(
            SequenceTaskSpec.Input.TOKENS,
            config.symbols() + 2,
            SequenceTaskSpec.Target.TOKENS,
            config.symbols() + 1,
            steps,
            config.counted() == CopyMemoryConfig.Counted.ALL
                ? config.length() * StrictMath.log(config.symbols()) / steps
                : StrictMath.log(config.symbols()));
  }

  @Override
  public SequenceTaskSpec spec() {
    return spec;
  }

  @Override
  public SequenceTaskStream stream(SeedSequence seeds) {
    return new DrawnExamples(spec, seeds.stream("copy-memory"), this::draw);
  }

  private void draw(SequenceTaskBatch batch, int sequence, RandomStream random) {
    int blank = config.symbols();
    int delimiter = config.symbols() + 1;
    int recall = config.delay() + config.length();
    boolean allCount = config.counted() == CopyMemoryConfig.Counted.ALL;
    for (int t = 0; t < spec.steps(); t++) {
      int at = t * batch.sequences() + sequence;
      batch.tokens()[at] = blank;
      batch.targetTokens()[at] = blank;
      batch.counts()[at] = allCount || t >= recall ? 1 : 0;
    }
    batch.tokens()[(recall - 1) * batch.sequences() + sequence] = delimiter;
    for (int i = 0; i < config.length(); i++) {
      int symbol = random.nextInt(config.symbols());
      batch.tokens()[i * batch.sequences() + sequence] = symbol;
      batch.targetTokens()[(recall + i) * batch.sequences() + sequence] = symbol;
    }
  }
}
