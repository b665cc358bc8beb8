package dev.ensayo.results.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.core.study.ReportSpec.Score;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.protocol.Protocol;
import dev.ensayo.results.protocol.PublishedResult;
import dev.ensayo.results.protocol.PublishedResult.Counts;
import dev.ensayo.results.protocol.ScoreSpec;
import dev.ensayo.results.protocol.Standing;
import dev.ensayo.results.protocol.Standing.State;
import dev.ensayo.results.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProtocolSentencesTest {
  private static Standing standing(State state, Counts counts) {
    return new Standing(
        new Protocol("s", "a paper", "", new ScoreSpec("m", Score.FINAL, 1), ImmutableList.of()),
        new PublishedResult("v", 100, OptionalDouble.of(5), OptionalInt.of(3), 5, counts),
        state,
        ImmutableSortedSet.of(),
        OptionalDouble.of(103),
        Optional.of(new Interval(99, 108)),
        5);
  }

  private static ImmutableList<String> said(State state, Counts counts) {
    return new ProtocolSentences(Phrasebook.ENGLISH).of(List.of(standing(state, counts)));
  }

  @Test
  void whatWasFoundStandsBesideWhatIsPublished() {
    String numbers = " what is published: 100 ± 5, here 103 [99, 108].";
    assertThat(said(State.INSIDE, Counts.WITHIN)).containsExactly("v agrees with" + numbers);
    assertThat(said(State.OUTSIDE, Counts.WITHIN))
        .containsExactly("v does not agree with" + numbers);
    assertThat(said(State.INSIDE, Counts.AT_LEAST_AS_GOOD)).containsExactly("v reaches" + numbers);
    assertThat(said(State.OUTSIDE, Counts.AT_LEAST_AS_GOOD))
        .containsExactly("v does not reach" + numbers);
  }

  @Test
  void runsWithOtherSettingsSayNothingOfIt() {
    assertThat(said(State.SETTINGS_DIFFER, Counts.WITHIN)).isEmpty();
    assertThat(said(State.NOT_RUN, Counts.WITHIN)).isEmpty();
  }
}
