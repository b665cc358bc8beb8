package dev.ensayo.core.transduction;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** One part of a task: N sources with their right answers, in a fixed order. Immutable. */
public final class TransductionExamples {
  /**
   * One of them.
   *
   * @param source ids of what is read, in that order, at least one; without an end
   * @param target ids of the right answer, without its end; may be empty
   * @param group number of the group that it belongs to, among {@link TransductionData#groups}; −1
   *     for none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Example(int[] source, int[] target, int group) {
    public Example {
      checkArgument(source.length > 0, "a source is empty");
    }
  }

  private final ImmutableList<Example> examples;

  public TransductionExamples(List<Example> examples) {
    this.examples = ImmutableList.copyOf(examples);
  }

  /** N. */
  public int size() {
    return examples.size();
  }

  /** One of them. */
  public Example get(int index) {
    return examples.get(index);
  }

  /** What is read, not copied; do not change it. */
  public int[] source(int index) {
    return examples.get(index).source();
  }

  /** The right answer without its end, not copied; do not change it. */
  public int[] target(int index) {
    return examples.get(index).target();
  }
}
