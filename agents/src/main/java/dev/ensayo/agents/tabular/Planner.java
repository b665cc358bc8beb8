package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.TransitionTable;

/** Finds the values of a process that is known as a table. */
@FunctionalInterface
interface Planner {
  Plan plan(TransitionTable table);
}
