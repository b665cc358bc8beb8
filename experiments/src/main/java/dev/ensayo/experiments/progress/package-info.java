/**
 * How a study gets on, for those who wait for it: what is known ({@code Tally}, {@code Standing}),
 * how it is laid out for a width and a height ({@code ProgressLayout}), and how it is put on a
 * terminal ({@code Screen}) or on what is none.
 */
package dev.ensayo.experiments.progress;
