package dev.ensayo.core.labelledtext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenCutterTest {
  private final TokenCutter signs = new TokenCutter(true, true);
  private final TokenCutter blanks = new TokenCutter(true, false);
  private final TokenCutter characters = new TokenCutter(false, false);

  @Test
  void signsAreWordsOfTheirOwn() {
    assertThat(signs.cut("—¿Qué hay?, dijo D. Quijote..."))
        .containsExactly(
            "—", "¿", "Qué", "hay", "?", ",", "dijo", "D", ".", "Quijote", ".", ".", ".");
  }

  @Test
  void apostrophesAndHyphensJoinLetters() {
    assertThat(signs.cut("'Tis John’s well-known 2-1 -x y- a--b"))
        .containsExactly(
            "'", "Tis", "John’s", "well-known", "2-1", "-", "x", "y", "-", "a", "-", "-", "b");
  }

  @Test
  void marksBelongToTheirLetter() {
    assertThat(signs.cut("q\u0301s")).containsExactly("q\u0301s");
  }

  @Test
  void accentsAreTheSameHoweverTheyAreWritten() {
    assertThat(signs.cut("cafe\u0301s")).containsExactly("caf\u00E9s");
    assertThat(characters.cut("e\u0301")).containsExactly("\u00E9");
    assertThat(TokenCutter.looked("CAFE\u0301", true)).isEqualTo("caf\u00E9");
    assertThat(TokenCutter.looked("Cafe\u0301", false)).isEqualTo("Caf\u00E9");
  }

  @Test
  void blanksAloneDivide() {
    assertThat(blanks.cut("  a,b\tc.\u00a0d\n")).containsExactly("a,b", "c.", "d");
  }

  @Test
  void whiteSpaceIsOneBlankAmongCharacters() {
    assertThat(characters.cut(" a \n\t b😀")).containsExactly("a", " ", "b", "😀");
  }

  @Test
  void nothingHasNoTokens() {
    assertThat(signs.cut(" \n")).isEmpty();
    assertThat(characters.cut("\t")).isEmpty();
  }
}
