package dev.ensayo.core.agent;

/** Learns from the transitions of one environment and offers two policies. */
public interface Agent extends Learner, TransitionListener {
  /** Explores. */
  Policy behaviorPolicy();
}
