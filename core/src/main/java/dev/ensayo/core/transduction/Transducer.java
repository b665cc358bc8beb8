package dev.ensayo.core.transduction;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A model that answers sequences with sequences. Answers do not depend on what was asked before or
 * is asked beside. Not thread-safe.
 */
public interface Transducer extends AutoCloseable {
  /**
   * The answer of each source when the likeliest symbol is taken at each step.
   *
   * @param sources ids as in {@link TransductionExamples}; any number, of any lengths up to the
   *     longest of the examples
   * @return one for each, in their order
   */
  ImmutableList<Answer> greedy(List<int[]> sources);

  /** How many answers a beam search can follow at a time at most. */
  int widestBeam();

  /**
   * The likeliest answers that a beam search finds.
   *
   * @param width answers that are followed at a time, 1 to {@link #widestBeam}; with 1 the greedy
   *     one
   * @return at most {@code width}, the likeliest first; at least one
   */
  ImmutableList<Answer> beam(int[] source, int width);

  /**
   * ln p of an answer with its end, given the source.
   *
   * @param target ids without the end
   */
  double logProbability(int[] source, int[] target);

  @Override
  void close();
}
