package dev.ensayo.benchmarks.suite;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of this process, all threads together, in nanoseconds per call.
 *
 * <p>On an idle machine it is the wall-clock time of what runs on one thread. On a busy one the
 * wall clock also counts the time in which others had the processor; this does not.
 */
public final class ProcessorTime implements InternalProfiler {
  static final String LABEL = "processor.time";

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long before;

  /** Since this process started. */
  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }

  @Override
  public String getDescription() {
    return "processor time per call";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = nanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double calls = result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult(LABEL, (nanos() - before) / calls, "ns/op", AggregationPolicy.AVG));
  }
}
