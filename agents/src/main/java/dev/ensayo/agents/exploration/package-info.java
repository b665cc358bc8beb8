/** How agents explore: ε-greedy choice and the schedules of ε. */
package dev.ensayo.agents.exploration;
