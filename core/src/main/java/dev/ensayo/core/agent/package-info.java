/** Who learns from a decision process, and the loop that pairs them. */
package dev.ensayo.core.agent;
