package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.util.Collection;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A JMH benchmark: the median of the iterations of one process is one value. The same in processor
 * time is a figure of its own, {@code NAME-processor}.
 *
 * @param name of the workload
 * @param engine what does it
 * @param benchmark a class with one benchmark
 * @param parameters its parameters
 * @param unit of the figure
 * @param conversion from nanoseconds per call to the figure
 * @param countsAllocation whether the bytes allocated per call are a figure of their own, {@code
 *     NAME-allocation}
 */
record JmhWorkload(
    String name,
    String engine,
    Class<?> benchmark,
    ImmutableMap<String, String> parameters,
    String unit,
    DoubleUnaryOperator conversion,
    boolean countsAllocation)
    implements Workload {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private static final int WARMUP_ITERATIONS = 3;
  private static final int ITERATIONS = 5;
  private static final TimeValue ITERATION_TIME = TimeValue.milliseconds(500);
  private static final TimeValue TRIAL_TIME = TimeValue.milliseconds(10);
  private static final double MEDIAN = 50;

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    Collection<RunResult> results;
    try {
      results = new Runner(options(effort).build()).run();
    } catch (RunnerException e) {
      throw new MeasurementException(name + " with " + engine + " failed: " + e.getMessage(), e);
    }
    RunResult result = Iterables.getOnlyElement(results);
    ImmutableListMultimap.Builder<Figure, Double> values = ImmutableListMultimap.builder();
    double nanos = result.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
    values.put(Figure.of(name, engine, unit), conversion.applyAsDouble(nanos));
    double processorNanos =
        result.getSecondaryResults().get(ProcessorTime.LABEL).getStatistics().getPercentile(MEDIAN);
    values.put(
        Figure.of(name + "-processor", engine, unit), conversion.applyAsDouble(processorNanos));
    if (countsAllocation) {
      Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
      values.put(
          Figure.of(name + "-allocation", engine, "B/call"),
          allocation.getStatistics().getPercentile(MEDIAN));
    }
    return values.build();
  }

  private ChainedOptionsBuilder options(Effort effort) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark.getName()) + "\\.")
            .threads(1)
            .addProfiler(ProcessorTime.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    parameters.forEach(options::param);
    if (countsAllocation) {
      options.addProfiler(GCProfiler.class);
    }
    return switch (effort) {
      case FULL ->
          options
              .forks(1)
              .jvmArgs(MeasuredProcess.options().toArray(new String[0]))
              .warmupIterations(WARMUP_ITERATIONS)
              .warmupTime(ITERATION_TIME)
              .measurementIterations(ITERATIONS)
              .measurementTime(ITERATION_TIME);
      case TRIAL ->
          options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TRIAL_TIME);
    };
  }
}
