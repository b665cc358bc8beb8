/**
 * Experience replay in three parts: an accumulator that makes n-step items of transitions, a buffer
 * that stores them, a sampler that picks.
 */
package dev.ensayo.agents.replay;
