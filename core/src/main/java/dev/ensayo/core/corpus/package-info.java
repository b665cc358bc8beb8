/** Texts to learn from. */
package dev.ensayo.core.corpus;
