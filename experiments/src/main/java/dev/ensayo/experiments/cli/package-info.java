/** The command line. */
package dev.ensayo.experiments.cli;
