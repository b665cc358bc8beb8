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
 * @param planes whether its value lies as planes; see {@link Value}
 */
public record Node(
    String value,
    ImmutableList<String> reads,
    NetworkLayer layer,
    String owner,
    BlockFactory factory,
    boolean planes) {
  /** A node of a layer. */
  public static Node of(
      NetworkLayer layer, String value, ImmutableList<String> reads, BlockFactory factory) {
    return new Node(value, reads, layer, layer.owner(), factory, false);
  }

  /** A node without a layer, and so without parameters. */
  public static Node of(
      String owner, String value, ImmutableList<String> reads, BlockFactory factory) {
    return new Node(value, reads, null, owner, factory, false);
  }
}
