package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.core.random.RandomStream;

/**
 * How far windows reach to each side.
 *
 * @param most words, at least 1
 * @param isDynamic whether each window's reach is drawn from 1 to {@code most}, equally likely
 */
public record Reach(int most, boolean isDynamic) {
  /** That of the next window, in words. */
  int next(RandomStream random) {
    return isDynamic ? 1 + random.nextInt(most) : most;
  }
}
