package dev.ensayo.supervised.nearest;

import dev.ensayo.core.plugin.AgentProvider;

/** An agent that learns to make codes of inputs: with the first layers of the network it writes. */
public interface CodeProvider<C extends Record> extends AgentProvider<C> {
  /** How many layers make the code, the code's own among them. */
  int codeLayers(C config);
}
