/** Reads: the runs of a study as found on disk. Knows nothing of what is made of them. */
package dev.ensayo.results.reading;
