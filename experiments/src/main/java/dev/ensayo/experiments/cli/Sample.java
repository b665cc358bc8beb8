package dev.ensayo.experiments.cli;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Some of many runs, drawn so that everybody draws the same. */
final class Sample {
  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Takes N of the finished runs, drawn at random.")
  private Integer size;

  @Option(
      names = "--sample-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What --sample is drawn with (default: ${DEFAULT-VALUE}).")
  private long seed;

  boolean isAskedFor() {
    return size != null;
  }

  /**
   * @throws WrongInputException if the size makes no sense
   */
  void check() {
    if (size != null && size < 1) {
      throw new WrongInputException("--sample must be at least 1, not " + size);
    }
  }

  /** Those drawn, in their order; all of them where no sample, or a larger one, was asked for. */
  <T> List<T> of(List<T> all) {
    if (size == null || size >= all.size()) {
      return all;
    }
    RandomStream random = new SeedSequence(seed).stream("sample");
    boolean[] drawn = new boolean[all.size()];
    for (int missing = size; missing > 0; ) {
      int i = random.nextInt(all.size());
      missing -= drawn[i] ? 0 : 1;
      drawn[i] = true;
    }
    List<T> sample = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      if (drawn[i]) {
        sample.add(all.get(i));
      }
    }
    return sample;
  }

  /** Such as "3 of 20 runs, drawn with --sample-seed 1". */
  String words(int all) {
    return size + " of " + all + " runs, drawn with --sample-seed " + seed;
  }
}
