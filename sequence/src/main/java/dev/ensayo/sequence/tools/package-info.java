/** Commands over finished runs of language models: {@code sample} and {@code score}. */
package dev.ensayo.sequence.tools;
