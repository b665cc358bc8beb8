package dev.ensayo.backend.compiled.node;

/**
 * What one node writes and others read: {@code [B, shape]}, with the gradient of the loss beside it
 * where somebody needs that. Images {@code [C, H, W]} lie as {@code [H, W, C, B]}, with the batch
 * of the pass innermost; where that suits all who read and write them they lie as planes {@code [C,
 * H, W, B]} instead, which are also the numbers of each example in the order of a row. An output
 * that is an image lies as rows, channel by channel.
 *
 * @param data null where the network is given tokens instead, at its first layer
 * @param gradient the same size; null where nothing before this value is trained
 * @param planes whether they are images that lie as planes
 */
public record Value(Shape shape, Region data, Region gradient, boolean planes) {
  public boolean needsGradient() {
    return gradient != null;
  }
}
