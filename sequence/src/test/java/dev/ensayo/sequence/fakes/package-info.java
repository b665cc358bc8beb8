/** Texts and runs for tests. */
package dev.ensayo.sequence.fakes;
