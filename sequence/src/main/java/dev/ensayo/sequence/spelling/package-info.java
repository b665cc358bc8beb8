/** What it costs to spell a word that a vocabulary does not have. */
package dev.ensayo.sequence.spelling;
