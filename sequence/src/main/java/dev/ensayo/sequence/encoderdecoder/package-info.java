/** A recurrent network that reads a sequence and writes another. */
package dev.ensayo.sequence.encoderdecoder;
