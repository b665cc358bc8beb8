package dev.ensayo.core.plugin;

import dev.ensayo.core.parallel.Replica;
import dev.ensayo.core.training.TrainingContext;

/** Makes a type of learner whose model several workers can train together. */
public interface ParallelAgentProvider<C extends Record> extends AgentProvider<C> {
  /** How many workers train one model; 1 where it is trained alone. */
  int workers(C config);

  /**
   * What a worker learns with; only where there are several.
   *
   * @param context of the run; its metrics and siblings are not used
   * @param rank from 1: the replica of rank 0 is part of what {@link #start} makes
   */
  Replica replica(C config, TrainingContext context, int rank);
}
