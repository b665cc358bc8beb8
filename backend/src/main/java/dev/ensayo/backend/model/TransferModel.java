package dev.ensayo.backend.model;

import java.util.List;

/**
 * A network with frozen layers and trained ones after them, made by {@code Models.transfer}.
 *
 * <p>What leaves the last frozen layer, the features {@code [B, F']}, never changes: it can be
 * computed once for each example and kept, and each step then costs the trained layers alone. A
 * step on features is the same step as one on the inputs they came from.
 */
public interface TransferModel extends Model {
  /** The layers, the frozen ones first. */
  NetworkOutline outline();

  /** How many layers of the outline are frozen. */
  int frozenLayers();

  /** How many parameters the frozen layers have, stored statistics included. */
  int frozenParameters();

  /**
   * Shape of what leaves the last frozen layer; that of the input where nothing is frozen.
   *
   * @throws IllegalStateException if more than one value leads from frozen layers to trained ones,
   *     as where layers are frozen to the middle of a residual block
   */
  List<Integer> featureShape();

  /**
   * Computes what leaves the last frozen layer.
   *
   * @param inputs {@code [batch, F]}
   * @param features receives {@code [batch, F']}, images channel by channel and row by row
   * @throws IllegalStateException as {@link #featureShape}
   */
  void features(float[] inputs, int batch, float[] features);

  /**
   * {@link #predict} from features.
   *
   * @param features {@code [batch, F']}
   * @param outputs receives {@code [batch, O]}
   */
  void predictFeatures(float[] features, int batch, float[] outputs);

  /**
   * {@link #fit} on features.
   *
   * @param features {@code [batch, F']}
   * @param targets {@code [batch, O]}
   * @param weights {@code [batch, O]}, or null for all ones
   */
  void fitFeatures(float[] features, float[] targets, float[] weights, int batch, FitResult result);
}
