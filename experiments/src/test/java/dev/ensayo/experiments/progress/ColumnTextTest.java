package dev.ensayo.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTextTest {
  private static final String ELLIPSIS = "…";

  @Test
  void lettersAreCountedInColumns() {
    assertThat(new ColumnText("seed 1").width()).isEqualTo(6);
    assertThat(new ColumnText("強化学習").width()).isEqualTo(8);
    assertThat(new ColumnText("nin\u0303o").width()).isEqualTo(4);
    assertThat(new ColumnText("a\u001b[2Jb").width()).isEqualTo("a?[2Jb".length());
  }

  @Test
  void theMiddleIsLeftOut() {
    assertThat(new ColumnText("learning-rate-0.001 seed 12").within(15, ELLIPSIS))
        .isEqualTo("learnin…seed 12");
    assertThat(new ColumnText("learning-rate-0.001 seed 12").within(15, "..."))
        .isEqualTo("learni...eed 12");
    assertThat(new ColumnText("short").within(5, ELLIPSIS)).isEqualTo("short");
  }

  @Test
  void aLetterOfTwoColumnsIsTakenWholeOrNotAtAll() {
    assertThat(new ColumnText("強化学習").within(7, ELLIPSIS)).isEqualTo("強…学習");
    assertThat(new ColumnText("強化学習").within(6, ELLIPSIS)).isEqualTo("強…習");
    assertThat(new ColumnText("強化学習").cut(3)).isEqualTo("強");
    assertThat(new ColumnText("強化学習").padded(6, ELLIPSIS)).isEqualTo("強…習 ");
  }

  @Test
  void anAccentStaysWithItsLetter() {
    String n = "n\u0303";
    assertThat(new ColumnText(n.repeat(6)).within(4, ELLIPSIS)).isEqualTo(n + n + ELLIPSIS + n);
    assertThat(new ColumnText(n.repeat(6)).cut(2)).isEqualTo(n + n);
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline seed 1", "強化学習の例 seed 3", "an\u0303os e\u0301l seed 4"})
  void itNeverTakesMoreThanItMay(String text) {
    for (int room = 0; room < 30; room++) {
      String within = new ColumnText(text).within(room, ELLIPSIS);
      assertThat(new ColumnText(within).width()).isLessThanOrEqualTo(room);
      assertThat(new ColumnText(new ColumnText(text).padded(room, ELLIPSIS)).width())
          .isEqualTo(room);
    }
  }
}
