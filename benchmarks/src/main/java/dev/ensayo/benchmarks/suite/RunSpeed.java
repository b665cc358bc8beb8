package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableListMultimap;
import java.util.List;

/**
 * Steps per second of a whole run on the clock of its budget, between two of its steps; per second
 * of processor time, {@code NAME-processor}, as well.
 *
 * @param name of the workload
 * @param engine what computes
 * @param unit of the figure
 * @param study what is run
 * @param firstUpdate the step at which learning starts
 * @param from step at which the clock starts, past warming up
 * @param to step at which it stops
 */
record RunSpeed(
    String name,
    String engine,
    String unit,
    MeasuredStudy study,
    long firstUpdate,
    long from,
    long to)
    implements Workload {
  private static final long TRIAL_STEPS = 16;
  private static final double NANOS_PER_SECOND = 1e9;

  RunSpeed(String name, String engine, MeasuredStudy study, long firstUpdate, long from, long to) {
    this(name, engine, "steps/s", study, firstUpdate, from, to);
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    List<Sample> samples =
        switch (effort) {
          case FULL -> RunProcess.sample(study, from, to, 1);
          case TRIAL -> RunSampler.sample(study, firstUpdate, firstUpdate + TRIAL_STEPS, 1);
        };
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double steps = last.position() - first.position();
    return ImmutableListMultimap.of(
        Figure.of(name, engine, unit),
        steps / ((last.nanos() - first.nanos()) / NANOS_PER_SECOND),
        Figure.of(name + "-processor", engine, unit),
        steps / ((last.processorNanos() - first.processorNanos()) / NANOS_PER_SECOND));
  }
}
