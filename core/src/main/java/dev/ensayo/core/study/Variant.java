package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;

/**
 * One arm of a study.
 *
 * @param name also the name of its folder
 * @param changes what it changes: dotted path to value as written
 */
public record Variant(String name, ImmutableMap<String, ConfigNode> changes) {
  /** The name of the arm that the others are compared with. */
  public static final String BASELINE = "baseline";
}
