package dev.ensayo.backend.extension;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a layer works on feature by feature, as rows: examples {@code [B, F]} as they are, the time
 * steps of sequences {@code [B, F, T]}, or the pixels of images {@code [B, C, H, W]}.
 */
final class FeatureRows {
  private FeatureRows() {}

  /** Rows of features, {@code [N, F]}, sequence by sequence or image by image. */
  static INDArray of(INDArray x) {
    return switch (x.rank()) {
      case 3 -> x.permute(0, 2, 1).dup('c').reshape('c', x.length() / x.size(1), x.size(1));
      case 4 -> x.permute(0, 2, 3, 1).dup('c').reshape('c', x.length() / x.size(1), x.size(1));
      default -> x;
    };
  }

  /** The inverse of {@link #of}, for something of the shape of another. */
  static INDArray shaped(INDArray rows, INDArray like) {
    return switch (like.rank()) {
      case 3 ->
          rows.dup('c').reshape('c', like.size(0), like.size(2), like.size(1)).permute(0, 2, 1);
      case 4 ->
          rows.dup('c')
              .reshape('c', like.size(0), like.size(2), like.size(3), like.size(1))
              .permute(0, 3, 1, 2);
      default -> rows;
    };
  }
}
