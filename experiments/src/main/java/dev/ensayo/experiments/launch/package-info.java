/**
 * Where runs are made: launchers, and what carries a run into another process. What is to be made,
 * and when, is decided in {@link dev.ensayo.experiments.run}.
 */
package dev.ensayo.experiments.launch;
