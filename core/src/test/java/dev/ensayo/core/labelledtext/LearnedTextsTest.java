package dev.ensayo.core.labelledtext;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedTextsTest {
  private static GivenText text(int label, String... words) {
    return GivenText.of(String.join("-", words), () -> ImmutableList.copyOf(words), label);
  }

  private static LearnedTexts texts(int minimumCount, int maximumTokens, int maximumLength) {
    return new LearnedTexts(
        new TextReading(TokenUnit.WORD, true, true, minimumCount, maximumTokens, maximumLength),
        Map.of(
            Split.TRAIN,
            List.of(text(0, "the", "cat", "The", "dog"), text(1, "a", "cat", "bird")),
            Split.TEST,
            List.of(text(1, "THE", "bird", "flew", "away"))));
  }

  @Test
  void vocabularyIsOfTheTrainingPartTheFrequentFirst() {
    assertThat(texts(1, 0, 0).encoder().inputs().tokens())
        .containsExactly("<unk>", "cat", "the", "a", "bird", "dog");
    assertThat(texts(2, 0, 0).encoder().inputs().tokens()).containsExactly("<unk>", "cat", "the");
    assertThat(texts(1, 1, 0).encoder().inputs().tokens()).containsExactly("<unk>", "cat");
  }

  @Test
  void seenIsAnotherThingThanHavingANumber() {
    LabelledTextPart test = texts(2, 0, 0).part(Split.TEST);
    assertThat(test.tokens(0)).containsExactly(2, 0, 0, 0);
    assertThat(test.seen(0)).containsExactly(true, true, false, false);
    assertThat(test.written(0)).containsExactly("THE", "bird", "flew", "away");
    assertThat(test.label(0)).isEqualTo(1);
    assertThat(test.labels(0)).containsExactly(1);
    assertThat(test.origin(0)).isEqualTo("THE-bird-flew-away");
  }

  @Test
  void longTextsAreCutAndWhatIsCutOffIsNotSeen() {
    LearnedTexts texts = texts(1, 0, 2);
    assertThat(texts.encoder().inputs().tokens()).containsExactly("<unk>", "cat", "a", "the");
    assertThat(texts.part(Split.TEST).tokens(0)).containsExactly(3, 0);
    assertThat(texts.part(Split.TEST).seen(0)).containsExactly(true, false);
    assertThat(texts.part(Split.TRAIN).longest()).isEqualTo(2);
    assertThat(texts.part(Split.TRAIN).tokenCount()).isEqualTo(4);
    assertThat(texts.encoder().cut("the cat sat")).containsExactly("the", "cat");
  }

  @Test
  void answersOfTokensAreCutWithThem() {
    GivenText tagged =
        new GivenText(
            "a.conllu:3", () -> ImmutableList.of("x", "y", "z"), ImmutableIntArray.of(2, 0, 1));
    LearnedTexts texts =
        new LearnedTexts(
            new TextReading(TokenUnit.WORD, false, false, 1, 0, 2),
            Map.of(Split.TRAIN, List.of(tagged)));
    assertThat(texts.part(Split.TRAIN).labels(0)).containsExactly(2, 0);
    assertThat(texts.part(Split.VALID).size()).isZero();
    assertThat(texts.part(Split.VALID).longest()).isZero();
  }

  @Test
  void whatIsWrittenDownReadsTheSame(@TempDir Path folder) throws IOException {
    TextEncoder encoder = texts(1, 0, 3).encoder();
    Preprocessing.of(encoder.inputs(), new Outputs.Classes("", List.of("no", "yes"))).write(folder);
    assertThat(Preprocessing.read(folder).orElseThrow().inputs()).isEqualTo(encoder.inputs());
  }
}
