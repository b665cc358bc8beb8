package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PixelOutputSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.TransposedConvolutionSpec;
import dev.ensayo.backend.spec.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The layers of an autoencoder of images: 3×3 convolutions that keep the size, each with a pooling
 * that halves it (rounded up), and transposed convolutions that make it again what it was, as many
 * channels at each size as the encoder has there.
 *
 * @param filters channels of each convolution of the encoder
 * @param image shape {@code [C, H, W]}
 */
record ConvolutionalLayers(
    List<Integer> filters, List<Integer> image, Activation activation, Initialization weights) {
  private static final int KERNEL = 3;
  private static final int HALF = 2;

  /** Up to the code. */
  List<LayerSpec> encoder(Activation ofCode) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      layers.add(keeping(filters.get(i), i == filters.size() - 1 ? ofCode : activation));
      layers.add(new PoolingSpec(PoolingKind.MAX, HALF, HALF, Padding.SAME));
    }
    return layers;
  }

  /** From the code on, with an output for each pixel. */
  List<LayerSpec> decoder(Activation output) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = filters.size() - 1; i >= 0; i--) {
      layers.add(doubling(filters.get(i), side(image.get(1), i), side(image.get(2), i)));
    }
    layers.add(keeping(image.get(0), Activation.IDENTITY));
    layers.add(new PixelOutputSpec(output));
    return layers;
  }

  /** Numbers of the code. */
  int codeSize() {
    int stages = filters.size();
    return filters.get(stages - 1) * side(image.get(1), stages) * side(image.get(2), stages);
  }

  /** A side of the image after so many poolings. */
  private static int side(int pixels, int poolings) {
    int side = pixels;
    for (int i = 0; i < poolings; i++) {
      side = (side + 1) / HALF;
    }
    return side;
  }

  private LayerSpec keeping(int channels, Activation function) {
    return new ConvolutionSpec(
        channels, new WindowSpec(KERNEL, 1, Padding.SAME, 0), true, function, weights, 0);
  }

  /**
   * S·(N − 1) + K − 2P pixels of N, with S = 2 and P = 1: 2N with a kernel of 4, 2N − 1 with one of
   * 3. Each pixel of the output sees a quarter of a kernel, for which the gain makes up.
   */
  private LayerSpec doubling(int channels, int height, int width) {
    WindowSpec windows =
        new WindowSpec(
            kernel(height),
            HALF,
            Padding.VALID,
            1,
            OptionalInt.of(kernel(width)),
            OptionalInt.empty(),
            OptionalInt.empty());
    return new TransposedConvolutionSpec(channels, windows, true, activation, weights, 0, HALF, 0);
  }

  private static int kernel(int side) {
    return side % HALF == 0 ? KERNEL + 1 : KERNEL;
  }
}
