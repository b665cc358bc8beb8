package dev.ensayo.backend.spec;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Two dense layers of a chain that share a matrix: the later one's W {@code [O, F]} is that of the
 * earlier one {@code [F, O]} transposed, as decoders often have their encoder's (Vincent et al.,
 * "Stacked denoising autoencoders", 2010, section 2.2). Their biases are their own.
 *
 * @param from position of the earlier layer in the network, from 0
 * @param to position of the later one
 */
public record TiedLayers(int from, int to) {
  public TiedLayers {
    checkArgument(0 <= from && from < to, "layer %s cannot be tied to layer %s", to, from);
  }
}
