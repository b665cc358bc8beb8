/** Text as pieces of words that were learned from a text: byte pair encoding. */
package dev.ensayo.core.subword;
