/** {@code sequence-model}: recurrent networks on tasks made of generated sequences. */
package dev.ensayo.sequence.sequencemodel;
