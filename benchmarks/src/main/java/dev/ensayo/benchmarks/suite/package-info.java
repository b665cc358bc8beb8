/** What is measured, how often, against which goal, and the table that comes out. */
package dev.ensayo.benchmarks.suite;
