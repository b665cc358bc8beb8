package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
  @Test
  void namesThatLookTheSameAreToldByTheirCodePoints() {
    assertThat(LookAlikes.difference("caf\u00E9", "cafe\u0301"))
        .contains("U+00E9 where this has U+0065 U+0301");
    assertThat(LookAlikes.difference("gamma", "g\u0430mma"))
        .contains("U+0061 where this has U+0430");
    assertThat(LookAlikes.difference("gamma", "gamma\u200B"))
        .contains("nothing where this has U+200B");
    assertThat(LookAlikes.difference("a b", "a\u00A0b")).contains("U+0020 where this has U+00A0");
  }

  @Test
  void otherNamesAreNotAlike() {
    assertThat(LookAlikes.difference("cafe", "caf\u00E9")).isEmpty();
    assertThat(LookAlikes.difference("gamma", "gamma")).isEmpty();
    assertThat(LookAlikes.of("gamma", List.of("gamma", "delta"))).isEmpty();
  }

  @Test
  void aHintNamesThemBeforeAnyOther() {
    String given = "an\u0303o";
    assertThat(NearestName.hint(given, List.of("ano", "a\u00F1o")))
        .isEqualTo(
            "did you mean 'a\u00F1o', with U+00F1 where this has U+006E U+0303? known: ano, a\u00F1o");
    assertThat(NearestName.question("gama", List.of("gamma"))).contains("did you mean 'gamma'?");
    assertThat(NearestName.question("gama", List.of("theta"))).isEmpty();
  }
}
