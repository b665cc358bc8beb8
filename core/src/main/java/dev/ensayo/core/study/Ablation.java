package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * A study of what the named parts of an agent do.
 *
 * @param type which combinations of the parts are run
 * @param parts that are varied, in the order written; at least one
 * @param on the parts that each of its variants has, by the name of the variant; those that are not
 *     varied are not named
 */
public record Ablation(
    Type type, ImmutableList<String> parts, ImmutableMap<String, ImmutableSet<String>> on) {
  /** Which combinations of the parts are run. */
  public enum Type {
    /** All of them, and all but one. */
    DROP_ONE,
    /** None of them, and each by itself. */
    ADD_ONE,
    /** Every combination. */
    FACTORIAL
  }

  /** The variant with every part, in {@code drop-one}. */
  static final String ALL = "all";

  /** The variant without any part. */
  static final String NONE = "none";

  /** The variant that the others are compared with. */
  public String reference() {
    return type == Type.DROP_ONE ? ALL : NONE;
  }

  /** The variant that differs from the reference in this part alone. */
  public Optional<String> variantOf(String part) {
    return on.keySet().stream().filter(name -> differsIn(name, part)).findFirst();
  }

  private boolean differsIn(String variant, String part) {
    ImmutableSet<String> here = on.get(variant);
    return type == Type.DROP_ONE
        ? here.size() == parts.size() - 1 && !here.contains(part)
        : here.equals(ImmutableSet.of(part));
  }
}
