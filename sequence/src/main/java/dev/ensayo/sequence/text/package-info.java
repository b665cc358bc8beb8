/**
 * What models of text share: reading and sampling one token after another, scores, the vocabulary's
 * file.
 */
package dev.ensayo.sequence.text;
