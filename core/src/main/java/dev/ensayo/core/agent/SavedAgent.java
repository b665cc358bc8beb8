package dev.ensayo.core.agent;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.nio.file.Path;

/**
 * What a finished run left of its agent.
 *
 * @param folder of the run, with what {@link Agent#writeModel} wrote
 * @param spec the shapes of the process it acted in, wrappers included
 * @param steps environment steps that the run took
 * @param backend where networks are computed
 * @param seeds the root of the agent's randomness, as it was in the run
 */
public record SavedAgent(
    Path folder, DecisionProcessSpec spec, long steps, BackendConfig backend, SeedSequence seeds) {}
