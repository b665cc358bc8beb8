package dev.ensayo.core.transduction;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.ensayo.core.environment.Split;
import java.util.List;
import java.util.Map;

/** The examples of a {@link TransductionTask}; no source is in two parts. Immutable. */
public final class TransductionData {
  private final Notation source;
  private final Notation target;
  private final ImmutableMap<Split, TransductionExamples> parts;
  private final ImmutableList<String> groups;

  /**
   * @param parts examples to learn from, to choose by and to test on; all three, the last two maybe
   *     empty
   * @param groups names of kinds of examples that are also scored apart, in the words of the
   *     report; may be empty
   */
  public TransductionData(
      Notation source,
      Notation target,
      Map<Split, TransductionExamples> parts,
      List<String> groups) {
    checkArgument(parts.size() == Split.values().length, "parts are missing: %s", parts.keySet());
    checkArgument(parts.get(Split.TRAIN).size() > 0, "there is nothing to learn from");
    this.source = source;
    this.target = target;
    this.parts = Maps.immutableEnumMap(parts);
    this.groups = ImmutableList.copyOf(groups);
  }

  /** How sources are written. */
  public Notation source() {
    return source;
  }

  /** How answers are written. */
  public Notation target() {
    return target;
  }

  /** One part. */
  public TransductionExamples part(Split split) {
    return parts.get(split);
  }

  /** Names of kinds of examples that are also scored apart; may be none. */
  public ImmutableList<String> groups() {
    return groups;
  }
}
