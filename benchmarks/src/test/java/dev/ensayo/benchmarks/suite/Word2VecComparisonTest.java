package dev.ensayo.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Word2VecComparisonTest {
  /** Those that need nothing but what Maven fetches. */
  static Stream<Workload> onTheJvm() {
    return Word2VecComparison.all().stream()
        .filter(
            workload ->
                Set.of(Word2VecComparison.ENSAYO, Word2VecComparison.LIBRARY)
                    .contains(workload.engine()));
  }

  @ParameterizedTest
  @MethodSource("onTheJvm")
  void everyRunCanBeMeasured(Workload workload) {
    assertThat(workload.measure(Effort.TRIAL).values())
        .singleElement()
        .satisfies(rate -> assertThat(rate).isFinite().isPositive());
  }

  /** What word2vec.c 0.1c writes; 40 % of 1,000 words in 2 s are 200 a second. */
  @Test
  void theProgressOfTheOriginalIsRead() throws IOException {
    String output =
        "Starting training using file x\nVocab size: 9\nWords in train file: 1000\n"
            + "\rAlpha: 0.049  Progress: 10.00%  Words/thread/sec: 1.00k  "
            + "\rAlpha: 0.030  Progress: 30.00%  Words/thread/sec: 1.00k  "
            + "\rAlpha: 0.020  Progress: 50.00%  Words/thread/sec: 1.00k  ";
    Iterator<Long> nanos = List.of(1_000_000_000L, 2_500_000_000L, 3_000_000_000L).iterator();
    try (OriginalProgress progress = new OriginalProgress(new StringReader(output), nanos::next)) {
      assertThat(progress.wordsPerSecond()).isCloseTo(200, within(1e-9));
    }
  }

  @Test
  void anotherProgramIsNotMeasured() throws IOException {
    try (OriginalProgress progress =
        new OriginalProgress(new StringReader("usage: word2vec FILE\n"), () -> 0)) {
      assertThatThrownBy(progress::wordsPerSecond)
          .isInstanceOf(MeasurementException.class)
          .hasMessageContaining("did not report");
    }
  }
}
