package dev.ensayo.core.agent;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.Optional;

/**
 * Everything an agent is given from outside.
 *
 * @param spec the shapes of the process it acts in
 * @param table the process as a table, where it has one
 * @param budgetSteps environment steps the run will take, for schedules over a share of the run
 * @param backend where networks are computed
 * @param seeds the root of the agent's randomness
 * @param means takes values at every step or update; their means are logged
 * @param metrics takes single values, on the clock {@code environment_step}
 */
public record AgentContext(
    DecisionProcessSpec spec,
    Optional<TransitionTable> table,
    long budgetSteps,
    BackendConfig backend,
    SeedSequence seeds,
    MetricMeans means,
    MetricSink metrics) {}
