/**
 * Small tasks each of which asks for one ability, such as memory or exploration, in the spirit of
 * Osband et al., "Behaviour Suite for Reinforcement Learning", ICLR 2020.
 */
package dev.ensayo.environments.diagnostic;
