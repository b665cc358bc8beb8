package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.recurrent.ActivationPenaltyBlock;
import dev.ensayo.backend.compiled.recurrent.DroppedWeights;
import dev.ensayo.backend.compiled.recurrent.EmbeddingBlock;
import dev.ensayo.backend.compiled.recurrent.RecurrentBlock;
import java.util.List;
import java.util.random.RandomGenerator;

/** A {@link WindowRegularization} at work on the blocks of a plan. */
final class WindowRegularizer {
  private final ImmutableList<DroppedWeights> weights;
  private final ImmutableList<ActivationPenaltyBlock> penalties;

  WindowRegularizer(List<Block> blocks, WindowRegularization regularization) {
    double recurrent = regularization.recurrentWeights();
    this.weights =
        recurrent == 0
            ? ImmutableList.of()
            : of(blocks, RecurrentBlock.class).stream()
                .map(block -> new DroppedWeights(block.recurrentWeights(), 1 - recurrent))
                .collect(ImmutableList.toImmutableList());
    this.penalties = of(blocks, ActivationPenaltyBlock.class);
    if (regularization.words() > 0) {
      of(blocks, EmbeddingBlock.class)
          .forEach(block -> block.dropWords(1 - regularization.words()));
    }
  }

  private static <B extends Block> ImmutableList<B> of(List<Block> blocks, Class<B> kind) {
    return blocks.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .collect(ImmutableList.toImmutableList());
  }

  /** Before the forward of a window that is learned from. */
  void begin(RandomGenerator random) {
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).drop(random);
    }
  }

  /** After its backward. */
  void end() {
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).restore();
    }
  }

  double penalty() {
    double sum = 0;
    for (int i = 0; i < penalties.size(); i++) {
      sum += penalties.get(i).penalty();
    }
    return sum;
  }
}
