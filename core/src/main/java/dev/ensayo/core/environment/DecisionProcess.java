package dev.ensayo.core.environment;

import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.function.Function;

/** A decision process chosen and configured by a study; makes as many copies as are needed. */
public interface DecisionProcess extends EnvironmentSource {
  @Override
  DecisionProcessSpec spec();

  /** A copy to train in; all its randomness comes from {@code seeds}. */
  Environment create(SeedSequence seeds);

  /**
   * Copies to train in that step together; by default each is made by itself. Where they share
   * something, such as a process or the statistics of a normalizer, the first one saves it.
   *
   * @param seeds of each copy, at least one
   */
  default List<Environment> create(List<SeedSequence> seeds) {
    return seeds.stream().map(this::create).toList();
  }

  /**
   * A copy to evaluate in.
   *
   * <p>The same as a copy to train in, except where a wrapper says otherwise: a reward that is
   * clipped for learning is not clipped for the score, and the statistics of a normalizer are read,
   * not updated.
   *
   * @param training the copy {@link #create} made for the agent that is evaluated
   */
  default Environment createForEvaluation(SeedSequence seeds, Environment training) {
    return create(seeds);
  }

  /**
   * Copies to evaluate in that step together; by default each is made by itself.
   *
   * @param seeds of each copy, at least one
   * @param training the copy, or the first of the copies, that the agent trains in
   */
  default List<Environment> createForEvaluation(List<SeedSequence> seeds, Environment training) {
    return seeds.stream().map(each -> createForEvaluation(each, training)).toList();
  }

  /** A process without evaluation rules of its own. */
  static DecisionProcess of(
      DecisionProcessSpec spec, Function<SeedSequence, ? extends Environment> factory) {
    return new DecisionProcess() {
      @Override
      public DecisionProcessSpec spec() {
        return spec;
      }

      @Override
      public Environment create(SeedSequence seeds) {
        return factory.apply(seeds);
      }
    };
  }
}
