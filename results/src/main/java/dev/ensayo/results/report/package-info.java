/** The door to reports over finished runs: read, analysed, said and written, one after another. */
package dev.ensayo.results.report;
