package dev.ensayo.backend.compiled.node;

/**
 * What one node writes and others read: {@code [B, shape]}, with the gradient of the loss beside it
 * where somebody needs that. Images {@code [C, H, W]} lie pixel by pixel, or in another layout
 * where that suits all who read and write them ({@link ImageLayout}). An output that is an image
 * lies as rows, channel by channel.
 *
 * @param data null where the network is given tokens instead, at its first layer
 * @param gradient the same size; null where nothing before this value is trained
 * @param layout how images lie
 */
public record Value(Shape shape, Region data, Region gradient, ImageLayout layout) {
  public boolean needsGradient() {
    return gradient != null;
  }

  /** Whether they are images that lie as planes. */
  public boolean planes() {
    return layout == ImageLayout.PLANES;
  }

  /** Whether they are images that lie line by line. */
  public boolean lines() {
    return layout == ImageLayout.LINES;
  }
}
