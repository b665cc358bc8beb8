package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.transduction.TransductionData;
import java.util.List;

/**
 * Rows of letters that are to be said again from the end: "abc" is to become "cba". Each length is
 * equally likely, and so is each letter. What must be kept in mind grows with the length; a model
 * that looks back at what it reads has no more to keep.
 */
final class Reversal {
  private final ReversalConfig config;

  Reversal(ReversalConfig config) {
    this.config = config;
  }

  TransductionData data() {
    RandomStream random = new SeedSequence(config.seed()).child("reversal").stream("pairs");
    return WrittenPairs.write(
        DrawnPairs.draw(config.examples(), random, (split, number, stream) -> draw(stream)),
        TokenUnit.CHARACTER,
        false,
        List.of());
  }

  private DrawnPairs.Drawn draw(RandomStream random) {
    int length = config.shortest() + random.nextInt(config.longest() - config.shortest() + 1);
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < length; i++) {
      row.append((char) ('a' + random.nextInt(config.letters())));
    }
    String source = row.toString();
    return new DrawnPairs.Drawn(new Pair(source, row.reverse().toString(), Pair.NO_GROUP));
  }
}
