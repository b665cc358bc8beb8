package dev.ensayo.core.metrics;

import com.google.common.collect.ImmutableSet;

/** Metrics that are measured on what was not learned from: by the part before the slash. */
public final class TestMetrics {
  private static final ImmutableSet<String> GROUPS =
      ImmutableSet.of("eval", "valid", "test", "embedding");

  private TestMetrics() {}

  /**
   * Whether a metric {@code group/name} is recorded by tests, of which there are as many as
   * planned.
   */
  public static boolean contains(String metric) {
    int slash = metric.indexOf('/');
    return slash >= 0 && GROUPS.contains(metric.substring(0, slash));
  }
}
