/** A decoder of text without recurrence: training, scoring, and reading token by token. */
package dev.ensayo.sequence.transformer;
