package dev.ensayo.backend.spec;

/** What a decoder sees of its encoder at each step, beside its summary. */
public enum Attention {
  /** Nothing. */
  NONE,
  /** A mean of all steps whose weights are the softmax of v·tanh(h·Q + s·K). */
  ADDITIVE,
  /** A mean of all steps whose weights are the softmax of h·s. */
  DOT
}
