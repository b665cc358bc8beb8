package dev.ensayo.environments.diagnostic;

/** In which form an agent sees a diagnostic task; what can be told apart is the same in both. */
public enum Seen {
  /** Numbers, for a network. */
  FEATURES,
  /** The index of what is seen, for a table (or a network, one input for each index). */
  STATE
}
