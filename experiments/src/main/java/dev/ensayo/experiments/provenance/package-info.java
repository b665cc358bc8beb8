/** What this process is made of: its jars, native libraries and sources, by their content. */
package dev.ensayo.experiments.provenance;
