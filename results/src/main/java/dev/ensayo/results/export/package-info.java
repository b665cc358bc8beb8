/** Hands the runs of a study on to other programs, in their formats. Knows no report. */
package dev.ensayo.results.export;
