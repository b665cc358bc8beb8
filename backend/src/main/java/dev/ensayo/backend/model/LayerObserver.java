package dev.ensayo.backend.model;

import java.util.List;

/**
 * Watches the layers of a model at work, and changes nothing of it: forward, loss and backward
 * without dropout, batch normalizations with the statistics of the batch they are given. Not
 * thread-safe; closed with its model.
 */
public interface LayerObserver {
  /**
   * Takes in a batch.
   *
   * @param inputs {@code [batch, F]}
   * @param targets {@code [batch, O]}
   * @param batch rows, at least 1 and at most the model's largest
   */
  void add(float[] inputs, float[] targets, int batch);

  /**
   * What was seen since the last call.
   *
   * @return the layers with parameters, from input to output
   * @throws IllegalStateException if no batch was taken in
   */
  List<LayerStatistics> statistics();
}
