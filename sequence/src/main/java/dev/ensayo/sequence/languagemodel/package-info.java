/**
 * {@code language-model}: recurrent language models, trained by truncated backpropagation through
 * time.
 */
package dev.ensayo.sequence.languagemodel;
