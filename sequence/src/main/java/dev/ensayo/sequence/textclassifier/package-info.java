/** {@code text-classifier}: a recurrent network that tells the class of a text. */
package dev.ensayo.sequence.textclassifier;
