package dev.ensayo.sequence.spelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.sequence.fakes.MemoryCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpellerTest {
  private static final int CODE_POINTS = Character.MAX_CODE_POINT + 1;

  private static Speller speller() {
    Map<String, Integer> words = new LinkedHashMap<>();
    List.of("walking", "talking", "walked", "talker", "king", "ñandú", "日本")
        .forEach(word -> words.put(word, 1));
    words.put("often", 40);
    return Speller.of(words);
  }

  /** Letters that were never seen are equally likely, so one of them stands for all. */
  @Test
  void probabilitiesOfAllCodePointsAndTheEndSumUpToOne() {
    int[] seen = "walkingtedrñúofn日本".codePoints().distinct().toArray();
    for (String before : List.of("", "w", "wal", "walking", "of", "x", "zzzzzzzzzz", "日")) {
      double sum = speller().probability(before, Speller.END);
      for (int point : seen) {
        sum += speller().probability(before, point);
      }
      double unseen = speller().probability(before, 'X');
      assertThat(unseen).isPositive().isEqualTo(speller().probability(before, 0x1F600));
      sum += unseen * (CODE_POINTS - seen.length);
      assertThat(sum).as("after '%s'", before).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void aWordCostsItsLettersAndItsEnd() {
    Speller speller = speller();
    double nats =
        -Math.log(speller.probability("", 'k'))
            - Math.log(speller.probability("k", 'i'))
            - Math.log(speller.probability("ki", Speller.END));
    assertThat(speller.nats("ki")).isCloseTo(nats, within(1e-12));
    assertThat(speller.nats("talked")).isLessThan(speller.nats("dektal"));
    assertThat(speller.nats("often")).isLessThan(speller.nats("king"));
    // Nothing is impossible: no more than the uniform cost of each letter and some backing off.
    assertThat(speller.nats("Ж€😀")).isFinite().isGreaterThan(3 * Math.log(CODE_POINTS));
  }

  @Test
  void itIsReadAsItWasWritten(@TempDir Path directory) throws IOException {
    assertThat(Speller.read(directory)).isEmpty();
    speller().write(directory);
    Speller read = Speller.read(directory).orElseThrow();
    for (String word : List.of("walking", "talk", "ñ", "Ω")) {
      assertThat(read.nats(word)).isEqualTo(speller().nats(word));
    }
    Files.write(directory.resolve(Speller.FILE), new byte[] {31});
    assertThatThrownBy(() -> Speller.read(directory)).hasMessageContaining(Speller.FILE);
  }

  @Test
  void theSpellingIsThatOfRareWords() {
    MemoryCorpus corpus =
        MemoryCorpus.ofWords(List.of("a", "b", "q"), "a xyx b a xyx b a q b xyx", "a", "");
    Speller speller = RareWords.speller(corpus).orElseThrow();
    // "xyx" three times and "q" once begin 3:1; "a" and "b" are known and frequent.
    assertThat(speller.nats("xyx")).isLessThan(speller.nats("q"));
    assertThat(speller.nats("q")).isLessThan(speller.nats("b"));
    assertThat(RareWords.speller(MemoryCorpus.ofCharacters("abc", "a", ""))).isEmpty();
    assertThat(RareWords.speller(MemoryCorpus.ofWords("a b", "a", ""))).isEmpty();
    // None is rare: all are learned from.
    Speller all =
        RareWords.speller(MemoryCorpus.ofWords(List.of("ab", "cb"), "ab cb ab cb", "ab", ""))
            .orElseThrow();
    assertThat(all.nats("cb")).isLessThan(all.nats("zz"));
  }
}
