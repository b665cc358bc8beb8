package dev.ensayo.core.training;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.random.SeedSequence;

/**
 * Everything a run is given from outside.
 *
 * @param environment what is learned from
 * @param budget how long
 * @param evaluation when and how the learner is tested
 * @param log how often training metrics are written
 * @param backend where networks are computed
 * @param seeds the root of the run's randomness
 * @param metrics takes repeatable values ({@code metrics.csv})
 * @param timings takes values that depend on the wall clock ({@code timing.csv})
 * @param siblings the runs that this one starts from
 * @param testing hears how far a long test is
 * @param workers where the workers come from that train one model together
 */
public record TrainingContext(
    EnvironmentSource environment,
    Budget budget,
    Evaluation evaluation,
    Logging log,
    BackendConfig backend,
    SeedSequence seeds,
    MetricSink metrics,
    MetricSink timings,
    SiblingRuns siblings,
    TestProgress testing,
    Workers workers) {
  /** The same with another environment. */
  public TrainingContext with(EnvironmentSource other) {
    return new TrainingContext(
        other,
        budget,
        evaluation,
        log,
        backend,
        seeds,
        metrics,
        timings,
        siblings,
        testing,
        workers);
  }

  /** The same whose further workers come from elsewhere. */
  public TrainingContext with(Workers others) {
    return new TrainingContext(
        environment,
        budget,
        evaluation,
        log,
        backend,
        seeds,
        metrics,
        timings,
        siblings,
        testing,
        others);
  }

  /** The same with another budget, whose metrics go elsewhere. */
  public TrainingContext with(Budget otherBudget, MetricSink otherMetrics) {
    return new TrainingContext(
        environment,
        otherBudget,
        evaluation,
        log,
        backend,
        seeds,
        otherMetrics,
        timings,
        siblings,
        testing,
        workers);
  }

  /** Of a run whose workers are threads of this process. */
  public TrainingContext(
      EnvironmentSource environment,
      Budget budget,
      Evaluation evaluation,
      Logging log,
      BackendConfig backend,
      SeedSequence seeds,
      MetricSink metrics,
      MetricSink timings,
      SiblingRuns siblings,
      TestProgress testing) {
    this(
        environment,
        budget,
        evaluation,
        log,
        backend,
        seeds,
        metrics,
        timings,
        siblings,
        testing,
        Workers.IN_THREADS);
  }

  /** Of a run that starts from no other, and whose tests nobody watches. */
  public TrainingContext(
      EnvironmentSource environment,
      Budget budget,
      Evaluation evaluation,
      Logging log,
      BackendConfig backend,
      SeedSequence seeds,
      MetricSink metrics,
      MetricSink timings) {
    this(
        environment,
        budget,
        evaluation,
        log,
        backend,
        seeds,
        metrics,
        timings,
        SiblingRuns.NONE,
        TestProgress.NONE);
  }
}
