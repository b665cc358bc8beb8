/** A run on disk. */
package dev.ensayo.core.rundir;
