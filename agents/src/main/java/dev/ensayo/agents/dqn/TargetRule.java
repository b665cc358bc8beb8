package dev.ensayo.agents.dqn;

import dev.ensayo.agents.replay.TransitionBatch;

/** Says what the outputs for the actions taken are to become. */
interface TargetRule {
  /**
   * @param targets receives {@code [B, K]}
   */
  void compute(TransitionBatch batch, float[] targets);
}
