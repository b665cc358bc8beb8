package dev.ensayo.embeddings.vectors;

/** A word's vector: of the word as an input, as an output, or the mean of both. */
public enum VectorChoice {
  INPUT,
  OUTPUT,
  MEAN
}
