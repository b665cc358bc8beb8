/** Networks that remember: settings, windows and the states of rows that act. */
package dev.ensayo.agents.memory;
