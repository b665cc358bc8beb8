package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTreeTest {
  /** Against the plain walk along all weights. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 64, 65, 500, 513})
  void findsWhatAWalkAlongTheLineFinds(int slots) {
    RandomStream random = new SeedSequence(slots).stream("weights");
    SumTree tree = new SumTree(slots);
    double[] weights = new double[slots];
    for (int change = 0; change < 3 * slots; change++) {
      int slot = random.nextInt(slots);
      // Whole numbers, whose sums are exact; some are 0.
      weights[slot] = random.nextInt(5);
      tree.set(slot, weights[slot]);
      assertThat(tree.get(slot)).isEqualTo(weights[slot]);
    }
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    assertThat(tree.total()).isEqualTo(total);
    for (double point = 0; point < total; point += 0.5) {
      int expected = 0;
      double end = weights[0];
      while (point >= end) {
        expected++;
        end += weights[expected];
      }
      assertThat(tree.find(point)).isEqualTo(expected);
    }
  }

  @Test
  void aPointPastTheEndFindsTheLastThatWeighsAnything() {
    SumTree tree = new SumTree(20);
    tree.set(3, 0.1);
    tree.set(11, 0.2);
    assertThat(tree.find(Math.nextUp(tree.total()))).isEqualTo(11);
    assertThat(tree.total()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void severalAtOnceAreAsOneByOne() {
    RandomStream random = new SeedSequence(6).stream("weights");
    SumTree one = new SumTree(700);
    SumTree several = new SumTree(700);
    int[] slots = new int[40];
    double[] weights = new double[40];
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < slots.length; i++) {
        slots[i] = random.nextInt(700); // in no order, some twice
        weights[i] = random.nextDouble();
        one.set(slots[i], weights[i]);
      }
      several.set(slots, weights, slots.length);
      assertThat(several.total()).isEqualTo(one.total());
      double point = random.nextDouble() * one.total();
      assertThat(several.find(point)).isEqualTo(one.find(point));
    }
  }

  /** How the weights have come about leaves no trace, so that a restored tree is the same. */
  @Test
  void sumsDependOnTheWeightsAlone() {
    RandomStream random = new SeedSequence(2).stream("weights");
    SumTree changed = new SumTree(300);
    for (int i = 0; i < 5000; i++) {
      changed.set(random.nextInt(300), random.nextDouble());
    }
    SumTree fresh = new SumTree(300);
    SumTree larger = new SumTree(5000);
    for (int slot = 299; slot >= 0; slot--) {
      fresh.set(slot, changed.get(slot));
      larger.set(slot, changed.get(slot));
    }
    assertThat(fresh.total()).isEqualTo(changed.total()).isEqualTo(larger.total());
  }
}
