/** Experience of copies that step together, and what its actions were worth. */
package dev.ensayo.agents.policygradient.rollout;
