/** What is seen and written of the episodes that {@code ensayo play} plays. */
package dev.ensayo.experiments.play;
