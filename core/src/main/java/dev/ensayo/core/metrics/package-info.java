/** What a run measures, and the files it is kept in. */
package dev.ensayo.core.metrics;
