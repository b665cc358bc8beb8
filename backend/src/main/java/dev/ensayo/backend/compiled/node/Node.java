package dev.ensayo.backend.compiled.node;

import com.google.common.collect.ImmutableList;

/**
 * The work of one block in a network: what it reads, and the value it writes.
 *
 * @param value what its value is called, as no other is
 * @param reads what the values are called that it reads, in order
 * @param layer it belongs to; null where it has none
 * @param owner names it in messages
 * @param factory makes its block
 * @param layout how its value lies where that is images, unless it is an output; see {@link Value}
 */
public record Node(
    String value,
    ImmutableList<String> reads,
    NetworkLayer layer,
    String owner,
    BlockFactory factory,
    ImageLayout layout) {
  /** A node of a layer. */
  public static Node of(
      NetworkLayer layer, String value, ImmutableList<String> reads, BlockFactory factory) {
    return new Node(value, reads, layer, layer.owner(), factory, ImageLayout.PIXELS);
  }

  /** A node without a layer, and so without parameters. */
  public static Node of(
      String owner, String value, ImmutableList<String> reads, BlockFactory factory) {
    return new Node(value, reads, null, owner, factory, ImageLayout.PIXELS);
  }

  /** The same node, whose value lies as is said. */
  public Node with(ImageLayout other) {
    return new Node(value, reads, layer, owner, factory, other);
  }

  /** Whether its value lies as planes. */
  public boolean planes() {
    return layout == ImageLayout.PLANES;
  }
}
