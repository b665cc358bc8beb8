/** What an agent says when its learning broke down. */
package dev.ensayo.agents.diagnosis;
