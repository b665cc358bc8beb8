/** Runs made once more, and compared with what they were. */
package dev.ensayo.experiments.verification;
