/** What a network of an agent does with an observation before its outputs. */
package dev.ensayo.agents.torso;
