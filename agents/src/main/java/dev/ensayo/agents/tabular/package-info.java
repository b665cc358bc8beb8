/** Agents that keep one number per state and action: planners and temporal-difference learners. */
package dev.ensayo.agents.tabular;
