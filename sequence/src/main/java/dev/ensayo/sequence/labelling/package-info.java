/** Recurrent networks that tell the class of a text, or of each of its tokens. */
package dev.ensayo.sequence.labelling;
