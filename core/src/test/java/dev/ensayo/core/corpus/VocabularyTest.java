package dev.ensayo.core.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VocabularyTest {
  @Test
  void charactersAreCodePoints() {
    Vocabulary vocabulary = new Vocabulary(TokenUnit.CHARACTER, List.of("a", "ñ", "😀", "\n"));
    ImmutableIntArray ids = vocabulary.encode("ña😀\n");
    assertThat(ids).isEqualTo(ImmutableIntArray.of(1, 0, 2, 3));
    assertThat(vocabulary.decode(ids)).isEqualTo("ña😀\n");
  }

  @Test
  void bytesAreThoseOfUtf8() {
    // ñ is C3 B1: 195 177.
    Vocabulary vocabulary = new Vocabulary(TokenUnit.BYTE, List.of("97", "177", "195"));
    ImmutableIntArray ids = vocabulary.encode("ña");
    assertThat(ids).isEqualTo(ImmutableIntArray.of(2, 1, 0));
    assertThat(vocabulary.decode(ids)).isEqualTo("ña");
  }

  @Test
  void wordsKeepTheirLines() {
    Vocabulary vocabulary = new Vocabulary(TokenUnit.WORD, List.of("<unk>", "la", "mar", "\n"));
    ImmutableIntArray ids = vocabulary.encode("la  mar\nla tierra");
    assertThat(ids).isEqualTo(ImmutableIntArray.of(1, 2, 3, 1, 0));
    assertThat(vocabulary.decode(ids)).isEqualTo("la mar\nla <unk>");
  }

  @Test
  void anUnknownCharacterIsNamedWithItsPosition() {
    Vocabulary vocabulary = new Vocabulary(TokenUnit.CHARACTER, List.of("a", "b"));
    assertThatThrownBy(() -> vocabulary.encode("abñ"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("character 3, 'ñ' (U+00F1)");
  }

  @Test
  void anUnknownWordIsNamedWithTheNearestSpelling() {
    Vocabulary vocabulary = new Vocabulary(TokenUnit.WORD, List.of("tierra", "mar"));
    assertThatThrownBy(() -> vocabulary.encode("mar tiera"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("word 2, 'tiera'")
        .hasMessageContaining("tierra");
  }
}
