package dev.ensayo.agents.policygradient.acting;

/** Which action of a distribution is taken in tests. */
public enum EvaluationPolicy {
  /** The most probable one. */
  MODE,
  /** One that is drawn, as in training. */
  SAMPLE
}
