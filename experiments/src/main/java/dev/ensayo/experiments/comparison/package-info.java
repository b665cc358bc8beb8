/** Two runs side by side: what differs in how they were made, and in what came of them. */
package dev.ensayo.experiments.comparison;
