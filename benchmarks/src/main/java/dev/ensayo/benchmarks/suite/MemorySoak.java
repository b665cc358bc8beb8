package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;

/**
 * The resident set of a long run after its warm-up, in samples at equal distances, and by how much
 * the median of the last quarter of the samples exceeds that of the first.
 */
record MemorySoak() implements Workload {
  private static final long FROM = 400_000;
  private static final long TO = 2_000_000;
  private static final int INTERVALS = 160;
  private static final long TRIAL_FROM = 1_000;
  private static final long TRIAL_STEPS = 2_000;
  private static final double KIB_PER_MIB = 1024;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String engine() {
    return "compiled";
  }

  @Override
  public boolean measuredOnce() {
    return true;
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    List<Sample> samples =
        switch (effort) {
          case FULL -> RunProcess.sample(MeasuredStudy.SOAK, FROM, TO, INTERVALS);
          case TRIAL ->
              RunSampler.sample(MeasuredStudy.SOAK, TRIAL_FROM, TRIAL_FROM + TRIAL_STEPS, 4);
        };
    List<Double> resident = samples.stream().map(s -> s.residentKib() / KIB_PER_MIB).toList();
    ImmutableListMultimap.Builder<Figure, Double> values = ImmutableListMultimap.builder();
    values.putAll(Figure.of(name() + "-resident-set", engine(), "MiB"), resident);
    values.put(Figure.of(name() + "-growth", engine(), "MiB"), growth(resident));
    return values.build();
  }

  /** Median of the last quarter less median of the first. */
  static double growth(List<Double> values) {
    int quarter = Math.max(1, values.size() / 4);
    return Spread.of(values.subList(values.size() - quarter, values.size())).median()
        - Spread.of(values.subList(0, quarter)).median();
  }
}
