/**
 * Experience replay in four parts: an accumulator that makes n-step items of transitions, a store
 * of the observations, one of the items, and a sampler that picks. Without replay the newest items
 * are learned from as they come.
 */
package dev.ensayo.agents.replay;
