/** Runs of a study as tasks of Apache Spark. */
package dev.ensayo.cluster;
