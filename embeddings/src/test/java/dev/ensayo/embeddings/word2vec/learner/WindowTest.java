package dev.ensayo.embeddings.word2vec.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.embeddings.word2vec.targets.DrawnTargets;
import dev.ensayo.embeddings.word2vec.targets.Logistic;
import dev.ensayo.embeddings.word2vec.targets.NoiseDistribution;
import dev.ensayo.embeddings.word2vec.tokens.Subsampling;
import dev.ensayo.embeddings.word2vec.tokens.TokenBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which words a center is learned with. */
class WindowTest {
  private static final long[] EQUAL = {1, 1, 1, 1, 1, 1, 1, 1};

  private static List<String> windows(Reach reach, double sample, TokenBlock block) {
    List<String> found = new ArrayList<>();
    RandomStream random = new SeedSequence(2).stream("windows");
    DrawnTargets targets =
        new DrawnTargets(new NoiseDistribution(EQUAL, 1), random, Logistic.exact(), 1);
    BlockLearner learner =
        new BlockLearner(
            new Subsampling(EQUAL, sample),
            reach,
            (words, center, from, to, rate) -> {
              found.add(words[center] + ":" + Arrays.toString(Arrays.copyOfRange(words, from, to)));
              return to - from - 1;
            },
            targets,
            random);
    learner.learn(block);
    return found;
  }

  private static TokenBlock block(int... marked) {
    TokenBlock block = new TokenBlock(marked.length);
    block.clear(0.1f);
    for (int value : marked) {
      block.add(value < 0 ? ~value : value, value < 0);
    }
    return block;
  }

  @Test
  void aFixedWindowReachesToBothSidesAndStopsAtTheSentence() {
    assertThat(windows(new Reach(2, false), 0, block(~0, 1, 2, 3, ~4, ~5, 6)))
        .containsExactly(
            "0:[0, 1, 2]",
            "1:[0, 1, 2, 3]",
            "2:[0, 1, 2, 3]",
            "3:[1, 2, 3]",
            // 4 is alone in its sentence: no window
            "5:[5, 6]",
            "6:[5, 6]");
  }

  @Test
  void aDynamicWindowReachesEachDistanceEquallyOften() {
    int[] words = new int[900];
    Arrays.setAll(words, i -> i % 8);
    List<String> found = windows(new Reach(3, true), 0, block(words));
    int[] sizes = new int[8];
    for (String window : found.subList(3, found.size() - 3)) {
      sizes[window.split(",", -1).length]++;
    }
    // Reach 1, 2, 3 gives 3, 5, 7 words; 894/3 = 298 each, five standard deviations are 70.
    assertThat(sizes[3] + sizes[5] + sizes[7]).isEqualTo(894);
    assertThat(sizes[3]).isBetween(228, 368);
    assertThat(sizes[5]).isBetween(228, 368);
    assertThat(sizes[7]).isBetween(228, 368);
  }

  @Test
  void wordsThatAreLeftOutLeaveNoGap() {
    // t = 0.003 and f = 1/8: about 18 % are kept, and windows hold only these.
    int[] words = new int[1000];
    Arrays.setAll(words, i -> i % 8);
    List<String> found = windows(new Reach(1, false), 0.003, block(words));
    assertThat(found).hasSizeBetween(110, 250);
    assertThat(found.get(1).split(",", -1)).hasSize(3);
  }
}
