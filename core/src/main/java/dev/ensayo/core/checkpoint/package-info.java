/** Saving and restoring the whole state of a run. */
package dev.ensayo.core.checkpoint;
