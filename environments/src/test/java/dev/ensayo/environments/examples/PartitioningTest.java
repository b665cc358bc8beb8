package dev.ensayo.environments.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitioningTest {
  private static final ImmutableList<String> CLASSES = ImmutableList.of("a", "b", "c");

  /** 100 of a, 60 of b, 40 of c, ten of none. */
  private static final int[] LABELS =
      IntStream.range(0, 210).map(i -> i < 100 ? 0 : i < 160 ? 1 : i < 200 ? 2 : -1).toArray();

  private static Partition deal(OptionalInt perClass, OptionalInt limit, long split, long run) {
    return new Partitioning(perClass, limit, OptionalInt.empty(), 0.1, 0.2, split)
        .deal(
            "test",
            CLASSES,
            part -> part == Split.TRAIN ? LABELS : new int[0],
            new SeedSequence(run));
  }

  private static int[] counts(int[] indices) {
    return IntStream.range(0, 3)
        .map(c -> (int) Arrays.stream(indices).filter(i -> LABELS[i] == c).count())
        .toArray();
  }

  @Test
  void partsAreStratifiedAndDisjoint() {
    Partition dealt = deal(OptionalInt.empty(), OptionalInt.empty(), 0, 1);
    assertThat(counts(dealt.test())).containsExactly(20, 12, 8);
    assertThat(counts(dealt.valid())).containsExactly(8, 5, 3); // 8, 4.8, 3.2
    assertThat(counts(dealt.train())).containsExactly(72, 43, 29);
    assertThat(Ints.concat(dealt.train(), dealt.valid(), dealt.test()))
        .doesNotHaveDuplicates()
        .hasSize(200);
  }

  @Test
  void theSplitSeedAloneDecidesValidationAndTest() {
    Partition one = deal(OptionalInt.of(5), OptionalInt.empty(), 0, 1);
    Partition two = deal(OptionalInt.of(5), OptionalInt.empty(), 0, 2);
    assertThat(two.valid()).containsExactly(one.valid());
    assertThat(two.test()).containsExactly(one.test());
    assertThat(two.train()).isNotEqualTo(one.train());
    assertThat(deal(OptionalInt.of(5), OptionalInt.empty(), 1, 1).test()).isNotEqualTo(one.test());
    assertThat(deal(OptionalInt.of(5), OptionalInt.empty(), 0, 1).train())
        .containsExactly(one.train());
  }

  @Test
  void fewerLabelsAreAmongMore() {
    int[] few = deal(OptionalInt.of(3), OptionalInt.empty(), 0, 1).train();
    int[] many = deal(OptionalInt.of(10), OptionalInt.empty(), 0, 1).train();
    assertThat(counts(few)).containsExactly(3, 3, 3);
    assertThat(counts(many)).containsExactly(10, 10, 10);
    assertThat(many).contains(few);
  }

  @Test
  void aLimitKeepsTheProportions() {
    int[] limited = deal(OptionalInt.empty(), OptionalInt.of(20), 0, 1).train();
    assertThat(counts(limited)).containsExactly(10, 6, 4);
  }

  @Test
  void aClassWithTooFewExamplesIsNamed() {
    assertThatThrownBy(() -> deal(OptionalInt.of(30), OptionalInt.empty(), 0, 1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("class 'c'")
        .hasMessageContaining("29")
        .hasMessageContaining("30");
  }

  @Test
  void aClassWithoutExampleIsNamed() {
    Partitioning partitioning =
        new Partitioning(
            OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), 0.1, 0.2, 0);
    assertThatThrownBy(
            () ->
                partitioning.deal(
                    "the set",
                    CLASSES,
                    part -> part == Split.TRAIN ? new int[] {0, 0, 2, 2} : new int[0],
                    new SeedSequence(1)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("class 'b' has no example in the training part of the set");
  }

  @Test
  void ownPartsAreKept() {
    Partition dealt =
        new Partitioning(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(3), 0.1, 0.2, 0)
            .deal(
                "test",
                CLASSES,
                part -> part == Split.TEST ? new int[] {0, 0, 1, 1, 2, 2} : LABELS,
                new SeedSequence(1));
    assertThat(dealt.testSource()).isEqualTo(Split.TEST);
    assertThat(dealt.validSource()).isEqualTo(Split.VALID);
    assertThat(dealt.train()).hasSize(200);
    assertThat(dealt.test()).hasSize(3);
  }

  @Test
  void classesAreFoundByNameThenByNumber() {
    ClassSelection chosen =
        ClassSelection.of(ImmutableList.of("cat", "dog", "0"), ImmutableList.of("dog", "0"));
    assertThat(chosen.names()).containsExactly("dog", "0");
    assertThat(chosen.relabel(new int[] {0, 1, 2})).containsExactly(-1, 0, 1);
    assertThat(
            ClassSelection.of(ImmutableList.of("cat", "dog"), ImmutableList.of("1", "0")).names())
        .containsExactly("dog", "cat");
    assertThatThrownBy(
            () -> ClassSelection.of(ImmutableList.of("cat", "dog"), ImmutableList.of("dgo", "cat")))
        .hasMessageContaining("dog");
    assertThatThrownBy(
            () -> ClassSelection.of(ImmutableList.of("cat", "dog"), ImmutableList.of("cat", "0")))
        .hasMessageContaining("twice");
  }
}
