package dev.ensayo.backend;

/** One layer of a {@link NetworkSpec}. */
public sealed interface LayerSpec permits DenseSpec {
  /** Length of one output of the layer. */
  int units();

  /** The function applied to each of them. */
  Activation activation();
}
