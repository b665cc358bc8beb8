package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStreamsTest {
  private static final int START = 999;

  private static Tokens text(int length) {
    return Tokens.of(IntStream.range(0, length).toArray());
  }

  @ParameterizedTest
  @CsvSource({"100, 4, 5", "103, 4, 5", "103, 4, 25", "17, 3, 1", "64, 1, 64", "97, 8, 7"})
  void everyTokenIsATargetOnceAnEpochAfterTheOneBeforeIt(int length, int streams, int window) {
    TokenStreams walked = new TokenStreams(text(length), START, streams, window);
    List<Integer> seen = new ArrayList<>();
    int steps = 0;
    for (int w = 0; w < walked.windows(); w++) {
      assertThat(walked.atStart()).isEqualTo(w == 0);
      walked.next(Long.MAX_VALUE / 2);
      assertThat(walked.steps()).isBetween(1, window);
      steps += walked.steps();
      int present = 0;
      for (int i = 0; i < walked.steps() * streams; i++) {
        if (walked.mask() == null || walked.mask()[i] == 1) {
          int target = walked.targets()[i];
          seen.add(target);
          assertThat(walked.inputs()[i]).isEqualTo(target == 0 ? START : target - 1);
          present++;
        }
      }
      assertThat(walked.count()).isEqualTo(present);
    }
    assertThat(walked.atStart()).as("the epoch is over").isTrue();
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, length).boxed().toList());
    assertThat(steps).isEqualTo((length + streams - 1) / streams);
  }

  @Test
  void aStreamGoesOnWhereItsLastWindowEnded() {
    TokenStreams walked = new TokenStreams(text(12), START, 2, 3);
    walked.next(100);
    // streams 0..5 and 6..11, interleaved step by step
    assertThat(walked.targets()).startsWith(0, 6, 1, 7, 2, 8);
    assertThat(walked.inputs()).startsWith(START, 5, 0, 6, 1, 7);
    walked.next(100);
    assertThat(walked.targets()).startsWith(3, 9, 4, 10, 5, 11);
  }

  @Test
  void aWindowIsCutToWhatIsWanted() {
    TokenStreams walked = new TokenStreams(text(100), START, 4, 10);
    walked.next(6);
    assertThat(walked.count()).isEqualTo(6);
    assertThat(walked.steps()).isEqualTo(2);
    assertThat(walked.mask()).startsWith(1, 1, 1, 1, 1, 1, 0, 0);
  }

  @Test
  void aWindowLongerThanAStreamIsRefused() {
    assertThat(new TokenStreams(text(103), START, 4, 25).windows()).isEqualTo(2);
    assertThatThrownBy(() -> new TokenStreams(text(103), START, 4, 26))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "a window of 26 tokens is longer than a stream: 103 training tokens in 4 streams are 25"
                + " a stream; take a shorter window or fewer streams");
  }
}
