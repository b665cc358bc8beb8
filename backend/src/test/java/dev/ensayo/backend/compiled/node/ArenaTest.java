package dev.ensayo.backend.compiled.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaTest {
  @Test
  void regionsShareMemoryOnlyWhenNeverNeededTogether() {
    RandomStream random = new SeedSequence(1).stream("arena");
    Arena arena = new Arena();
    List<Region> regions = new ArrayList<>();
    int sum = 0;
    for (int i = 0; i < 60; i++) {
      int from = random.nextInt(40);
      int length = 1 + random.nextInt(200);
      sum += length;
      regions.add(arena.request(length, from, from + random.nextInt(10)));
    }
    regions.add(arena.permanent(50));
    try (NativeMemory memory = new NativeMemory()) {
      arena.layOut(memory);
      for (int a = 0; a < regions.size(); a++) {
        for (int b = 0; b < a; b++) {
          Region one = regions.get(a);
          Region other = regions.get(b);
          if (one.overlaps(other)) {
            assertThat(
                    start(one) + 4L * one.length() <= start(other)
                        || start(other) + 4L * other.length() <= start(one))
                .isTrue();
          }
        }
        assertThat(start(regions.get(a)) % 64).isZero();
        assertThat(regions.get(a).slice().length()).isEqualTo(regions.get(a).length());
      }
      assertThat(arena.length()).isLessThan(sum / 2);
      assertThatThrownBy(() -> arena.permanent(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static long start(Region region) {
    return region.slice().pointer().address();
  }
}
