package dev.ensayo.environments.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The public texts, where they are on this machine: published sizes, and counts that were made with
 * Python ({@code str.split}, {@code set}).
 */
class KnownTextsTest {
  private static Text open(String name, String settings) {
    String root = System.getProperty("ensayo.root", "..");
    DataFolders usual = DataFolders.ofThisMachine();
    Path shared = Path.of(root).toAbsolutePath().resolve("../shared/data").normalize();
    DataFolders folders =
        new DataFolders(List.of(usual.searched().get(0), shared, usual.downloads()), shared);
    try {
      String more = settings.isEmpty() ? "" : ", " + settings;
      return TextProvider.open(
          Settings.of(TextConfig.class, "{data: " + name + more + "}"), folders);
    } catch (InvalidSettingException e) {
      if (e.getMessage().contains("is not on this machine")) {
        abort(e.getMessage());
      }
      throw e;
    }
  }

  private static String decoded(Text text, Split split) {
    return text.vocabulary().decode(ImmutableIntArray.copyOf(text.tokens(split).toArray()));
  }

  /** karpathy/char-rnn: 65 characters; nanoGPT splits at int(n · 0.9). */
  @Test
  void tinyShakespeareIsSplitAsNanoGptDoes() {
    Text text = open("tiny-shakespeare", "");
    assertThat(text.vocabulary().size()).isEqualTo(65);
    assertThat(text.tokens(Split.TRAIN).toArray()).hasSize(1_003_854);
    assertThat(text.tokens(Split.VALID).toArray()).hasSize(111_540);
    assertThat(text.tokens(Split.TEST).toArray()).isEmpty();
    assertThat(decoded(text, Split.TRAIN)).startsWith("First Citizen:\nBefore we proceed");
    assertThat(text.dataSha256())
        .containsEntry(
            "tinyshakespeare/input.txt",
            "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed");
  }

  /**
   * Merity and others 2016, table 1: 2,088,628, 217,646 and 245,569 tokens, vocabulary 33,278, line
   * ends counted.
   */
  @Test
  void wikiText2HasThePublishedSizes() {
    Text text = open("wikitext-2", "tokenizer: words");
    assertThat(text.vocabulary().size()).isEqualTo(33_278);
    assertThat(text.tokens(Split.TRAIN).toArray()).hasSize(2_088_628);
    assertThat(text.tokens(Split.VALID).toArray()).hasSize(217_646);
    assertThat(text.tokens(Split.TEST).toArray()).hasSize(245_569);
    // Every word of the other parts that is not in the training part was made <unk> by the authors.
    assertThat(text.dataSha256())
        .containsOnlyKeys(
            "wikitext-2/wiki.train.tokens",
            "wikitext-2/wiki.valid.tokens",
            "wikitext-2/wiki.test.tokens");
    assertThatThrownBy(() -> open("wikitext-2", "split: {train: 0.5}"))
        .hasMessageContaining("has its own parts");
  }

  @Test
  void namesAreLetters() {
    Text text = open("names", "split: {train: 1}");
    assertThat(text.vocabulary().size()).isEqualTo(27);
    assertThat(text.tokens(Split.TRAIN).toArray()).hasSize(228_145);
  }

  @Test
  void theQuijoteIsTheBookAndNothingElse() throws IOException {
    Text text = open("quijote", "split: {train: 1}");
    String book = decoded(text, Split.TRAIN);
    assertThat(book).startsWith("El ingenioso hidalgo don Quijote de la Mancha\n");
    assertThat(book).endsWith("Vale.\n\nFin\n");
    assertThat(text.tokens(Split.TRAIN).toArray()).hasSize(2_110_727);
    assertThat(text.vocabulary().size()).isEqualTo(92);
    assertThat(Hashing.sha256().hashString(book, StandardCharsets.UTF_8))
        .hasToString("b23f7e93e3641ed041e59ed21da93c0d5610e991c9a2688e034c4345829b76b3");
    int words = 0;
    try (WordReader reader = text.words(Split.TRAIN)) {
      while (reader.next()) {
        words++;
      }
    }
    assertThat(words).isEqualTo(386_614);
  }

  @Test
  void novelsAreReadFileByFile() throws IOException {
    int words = 0;
    Text text = open("novelas-es", "split: {train: 1}, tokenizer: words");
    try (WordReader reader = text.words(Split.TRAIN)) {
      while (reader.next()) {
        words++;
      }
    }
    assertThat(words).isEqualTo(2_251_430);
  }

  @Test
  void aLargeTextIsReadAsFarAsItIsWanted() throws IOException {
    Text text = open("wiki100m", "tokenizer: words, maximumTokens: 100000, split: {train: 1}");
    Set<String> different = new HashSet<>();
    int words = 0;
    String last = "";
    try (WordReader reader = text.words(Split.TRAIN)) {
      while (reader.next()) {
        last = reader.word();
        different.add(last);
        words++;
      }
    }
    assertThat(words).isEqualTo(100_000);
    assertThat(different).hasSize(12_018);
    assertThat(last).isEqualTo("anthropologists");
  }
}
