/** {@code tagger}: a recurrent network that tells the class of each word of a text. */
package dev.ensayo.sequence.tagger;
