/** Makes runs: one after the other in a thread, several threads side by side. */
package dev.ensayo.experiments.run;
