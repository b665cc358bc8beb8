package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;

/**
 * One arm of a study, or one cell of the grid that an arm is crossed with.
 *
 * @param name also the name of its folder
 * @param arm the name of the variant as written; that of all cells of its grid
 * @param cell where it lies in the grid: the dotted path of each axis, and the value as it stands
 *     in the name; empty where there is no grid
 * @param changes what it changes: dotted path to value as written
 */
public record Variant(
    String name,
    String arm,
    ImmutableMap<String, String> cell,
    ImmutableMap<String, ConfigNode> changes) {
  /** The name of the arm that the others are compared with. */
  public static final String BASELINE = "baseline";

  /** A variant as written, outside any grid. */
  public Variant(String name, ImmutableMap<String, ConfigNode> changes) {
    this(name, name, ImmutableMap.of(), changes);
  }
}
