package dev.ensayo.sequence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.subword.BytePairLearner;
import dev.ensayo.core.text.Normalization;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusScoreTest {
  @Test
  void bytesAreComparedByTheCharactersTheyMake() {
    byte[] text = "año ñandú 日本".getBytes(StandardCharsets.UTF_8);
    int[] ids = IntStream.range(0, text.length).map(i -> text[i] & 0xFF).toArray();
    Vocabulary bytes =
        new Vocabulary(
            TokenUnit.BYTE, IntStream.range(0, 256).mapToObj(Integer::toString).toList());
    MemoryCorpus corpus = new MemoryCorpus(bytes, OptionalDouble.empty(), ids, ids, ids);
    assertThat(
            WrittenPart.of(corpus, Split.VALID, corpus.tokens(Split.VALID), Optional.empty())
                .characters())
        .isEqualTo(12);
    assertThat(StartToken.of(bytes)).isEqualTo(10);
  }

  @Test
  void piecesOfWordsAreComparedByTheCharactersTheyMake(@TempDir Path directory) throws IOException {
    Vocabulary pieces =
        new Vocabulary(
            BytePairLearner.learn(Map.of("ñandú", 3, " año", 2), 6),
            new TextForm(true, Normalization.NONE));
    int[] ids = pieces.encode("Ñandú año 日").toArray();
    MemoryCorpus corpus = new MemoryCorpus(pieces, OptionalDouble.empty(), ids, ids, ids);
    WrittenPart part =
        WrittenPart.of(corpus, Split.VALID, corpus.tokens(Split.VALID), Optional.empty());
    assertThat(part.characters()).isEqualTo(11);
    assertThat(part.tokens()).isLessThan(11);
    VocabularyFile.write(directory, pieces);
    Vocabulary read = VocabularyFile.read(directory);
    assertThat(read.encode("Ñandú año 日").toArray()).isEqualTo(ids);
    assertThat(read.merges()).isEqualTo(pieces.merges());
    Path file = directory.resolve(VocabularyFile.NAME);
    String json = Files.readString(file);
    Files.writeString(file, json.replace("\"merges\":[", "\"merges\":[\"a a\","));
    assertThatThrownBy(() -> VocabularyFile.read(directory))
        .hasMessageContaining("its merges make other tokens");
  }

  @Test
  void perplexityAndBitsAreOfTheSameLoss() {
    CorpusScore score = new CorpusScore(20 * Math.log(2), 5, 10);
    assertThat(score.natsPerToken()).isCloseTo(4 * Math.log(2), within(1e-12));
    assertThat(score.perplexity()).isCloseTo(16, within(1e-9));
    assertThat(score.bitsPerCharacter()).isCloseTo(2, within(1e-12));
  }

  @Test
  void aVocabularyIsReadAsItWasWritten(@TempDir Path directory) throws IOException {
    Vocabulary vocabulary =
        new Vocabulary(TokenUnit.CHARACTER, List.of("\n", " ", "\"", "ñ", "😀"));
    VocabularyFile.write(directory, vocabulary);
    Vocabulary read = VocabularyFile.read(directory);
    assertThat(read.tokens()).isEqualTo(vocabulary.tokens());
    assertThat(read.unit()).isEqualTo(TokenUnit.CHARACTER);
    assertThat(StartToken.of(read)).isZero();
    Files.writeString(directory.resolve(VocabularyFile.NAME), "{\"unit\": \"rune\"}");
    assertThatThrownBy(() -> VocabularyFile.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(VocabularyFile.NAME);
  }
}
