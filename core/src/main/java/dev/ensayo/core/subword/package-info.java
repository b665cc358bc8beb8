/**
 * Text as pieces of words that were learned from a text, byte pair encoding, and the character
 * n-grams of words.
 */
package dev.ensayo.core.subword;
