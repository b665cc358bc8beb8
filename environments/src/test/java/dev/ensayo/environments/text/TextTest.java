package dev.ensayo.environments.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.core.text.TextForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Text open(Path data, String settings) {
    String more = settings.isEmpty() ? "" : ", " + settings;
    return TextProvider.open(
        Settings.of(TextConfig.class, "{data: '" + data + "'" + more + "}"),
        new DataFolders(List.of(folder), folder));
  }

  private static String decoded(Text text, Split split) {
    return text.vocabulary().decode(ImmutableIntArray.copyOf(text.tokens(split).toArray()));
  }

  private static List<String> words(Text text, Split split) throws IOException {
    List<String> words = new ArrayList<>();
    try (WordReader reader = text.words(split)) {
      while (reader.next()) {
        words.add((reader.startsLine() ? "^" : "") + reader.word());
      }
    }
    return words;
  }

  @Test
  void charactersAreNumberedByCodePointAndSplitByTheirNumber() throws IOException {
    Text text = open(write("a.txt", "ñandú 😀\nabcabcab"), "split: {train: 0.5, valid: 0.25}");
    // 16 characters: 8, 4, and 4 that are not used.
    assertThat(decoded(text, Split.TRAIN)).isEqualTo("ñandú 😀\n");
    assertThat(decoded(text, Split.VALID)).isEqualTo("abca");
    assertThat(text.tokens(Split.TEST).toArray()).isEmpty();
    assertThat(text.vocabulary().tokens())
        .containsExactly("\n", " ", "a", "b", "c", "d", "n", "ñ", "ú", "😀");
  }

  @Test
  void bytesAreThoseOfTheText() throws IOException {
    String written = "ñ€😀 ab";
    Text text = open(write("a.txt", written), "tokenizer: bytes, split: {train: 1}");
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    assertThat(text.tokens(Split.TRAIN).toArray()).hasSize(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      assertThat(text.vocabulary().token(text.tokens(Split.TRAIN).toArray()[i]))
          .isEqualTo(Integer.toString(Byte.toUnsignedInt(bytes[i])));
    }
    assertThat(decoded(text, Split.TRAIN)).isEqualTo(written);
  }

  @Test
  void allBytesHaveAnIdSeenOrNot() throws IOException {
    Text text = open(write("a.txt", "abab"), "tokenizer: bytes, split: {train: 1}");
    assertThat(text.vocabulary().size()).isEqualTo(256);
    assertThat(text.vocabulary().encode("ñ").toArray()).containsExactly(0xC3, 0xB1);
    assertThatThrownBy(() -> open(write("b.txt", "aaaa"), "tokenizer: bytes"))
        .hasMessageContaining("fewer than two different tokens");
  }

  /** Parts are shared out by characters, so that they are those of the same text as characters. */
  @Test
  void piecesOfWordsAreLearnedFromTheTrainingPartAlone() throws IOException {
    Path file = write("a.txt", "ab ab ab ab xy\nxyxyxy ñ");
    Text text =
        open(
            file,
            "tokenizer: {type: bpe, merges: 50}, split: {train: 0.5, valid: 0.25, test: 0.25}");
    assertThat(decoded(text, Split.TRAIN)).isEqualTo("ab ab ab ab");
    assertThat(decoded(text, Split.VALID)).isEqualTo(" xy\nxy");
    assertThat(decoded(text, Split.TEST)).isEqualTo("xyxy ñ");
    assertThat(text.vocabulary().merges()).containsExactly("a b", "Ġ ab");
    assertThat(text.vocabulary().size()).isEqualTo(258);
    assertThat(text.vocabulary().encode(decoded(text, Split.VALID)).toArray())
        .isEqualTo(text.tokens(Split.VALID).toArray());
    assertThat(words(text, Split.VALID)).containsExactly("xy", "^xyxyxy");
    Text some =
        open(file, "tokenizer: {type: bpe, merges: 1}, maximumTokens: 8, split: {train: 1}");
    assertThat(
            some.vocabulary().decode(ImmutableIntArray.copyOf(some.tokens(Split.TRAIN).toArray())))
        .isEqualTo("ab ab ab");
    assertThatThrownBy(() -> open(file, "tokenizer: bpe"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("merges");
    assertThatThrownBy(() -> open(file, "tokenizer: {type: bpe, merges: 0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("merges");
  }

  @Test
  void aTextTakesAByteForEachTokenOfASmallVocabulary() throws IOException {
    Text text = open(write("a.txt", "abcd".repeat(1000)), "split: {train: 1}");
    assertThat(text.tokens(Split.TRAIN).bytes()).isEqualTo(4000);
  }

  @Test
  void wordsAreNumberedByCountAndRareOnesAreUnknown() throws IOException {
    Path file = write("a.txt", "el mar y el cielo\ny  el\tsol\n");
    Text all = open(file, "tokenizer: words, split: {train: 1}");
    assertThat(all.vocabulary().tokens())
        .containsExactly("<unk>", "el", "y", "\n", "mar", "cielo", "sol");
    assertThat(all.tokens(Split.TRAIN).toArray()).containsExactly(1, 4, 2, 1, 5, 3, 2, 1, 6, 3);
    Text some = open(file, "tokenizer: {type: words, minimumCount: 2}, split: {train: 1}");
    assertThat(some.vocabulary().tokens()).containsExactly("<unk>", "el", "y", "\n");
    assertThat(some.tokens(Split.TRAIN).toArray()).containsExactly(1, 0, 2, 1, 0, 3, 2, 1, 0, 3);
    Text few =
        open(
            file,
            "tokenizer: {type: words, maximumVocabulary: 3, lineEnds: false}, split: {train: 1}");
    assertThat(few.vocabulary().tokens()).containsExactly("<unk>", "el", "y");
    assertThat(few.tokens(Split.TRAIN).toArray()).containsExactly(1, 0, 2, 1, 0, 2, 1, 0);
  }

  @Test
  void theVocabularyOfWordsIsThatOfTheTrainingPart() throws IOException {
    Text text =
        open(write("a.txt", "a b a b\nc d"), "tokenizer: words, split: {train: 0.7, valid: 0.3}");
    assertThat(text.vocabulary().tokens()).containsExactly("<unk>", "a", "b", "\n");
    // The end of a line belongs to the part of the word before it.
    assertThat(decoded(text, Split.TRAIN)).isEqualTo("a b a b\n");
    assertThat(decoded(text, Split.VALID)).isEqualTo("<unk> <unk>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "characters", "bytes"})
  void wordsAreReadInTheirPartsWhateverTheTokens(String tokenizer) throws IOException {
    Path file = write("a.txt", "uno dos\n\ntres cuatro cinco\nseis\n");
    Text text =
        open(file, "tokenizer: " + tokenizer + ", split: {train: 0.5, valid: 0.25, test: 0.25}");
    List<String> all = new ArrayList<>(words(text, Split.TRAIN));
    assertThat(all).startsWith("^uno", "dos", "^tres");
    all.addAll(words(text, Split.VALID));
    all.addAll(words(text, Split.TEST));
    assertThat(all).containsExactly("^uno", "dos", "^tres", "cuatro", "cinco", "^seis");
    assertThat(words(text, Split.TEST)).isNotEmpty();
    int tokens = 0;
    for (Split split : Split.values()) {
      tokens += text.tokens(split).toArray().length;
    }
    assertThat(tokens).isEqualTo(tokenizer.equals("words") ? 10 : 32);
  }

  @Test
  void someOfTheTextIsTheFirstOfIt() throws IOException {
    Path file = write("a.txt", "uno dos\ntres cuatro cinco\n");
    Text words = open(file, "tokenizer: words, maximumTokens: 4, split: {train: 0.5, valid: 0.5}");
    assertThat(words(words, Split.TRAIN)).containsExactly("^uno", "dos");
    assertThat(words(words, Split.VALID)).containsExactly("^tres", "cuatro");
    assertThat(decoded(words, Split.TRAIN)).isEqualTo("uno dos\n");
    Text characters = open(file, "maximumTokens: 5, split: {train: 1}");
    assertThat(decoded(characters, Split.TRAIN)).isEqualTo("uno d");
    Text bytes = open(file, "tokenizer: bytes, maximumTokens: 5, split: {train: 0.6, valid: 0.4}");
    assertThat(decoded(bytes, Split.TRAIN)).isEqualTo("uno");
    assertThat(decoded(bytes, Split.VALID)).isEqualTo(" d");
  }

  @Test
  void marksAndLineEndsOfOtherSystemsLeaveNoTrace() throws IOException {
    byte[] text = "\uFEFFUno\r\nDos\rTres\n\r\n".getBytes(StandardCharsets.UTF_8);
    Path file = write("a.txt", text);
    assertThat(decoded(open(file, "split: {train: 1}"), Split.TRAIN))
        .isEqualTo("Uno\nDos\nTres\n\n");
    assertThat(decoded(open(file, "lowerCase: true, split: {train: 1}"), Split.TRAIN))
        .isEqualTo("uno\ndos\ntres\n\n");
  }

  @Test
  void accentsAreComposedUnlessTheyAreToStayAsTheyAre() throws IOException {
    Path file = write("a.txt", "an\u0303o a\u00F1o can\u0303a\n");
    String one = "split: {train: 1}";
    Text composed = open(file, one);
    assertThat(decoded(composed, Split.TRAIN)).isEqualTo("a\u00F1o a\u00F1o ca\u00F1a\n");
    assertThat(composed.notes())
        .singleElement()
        .asString()
        .contains("a.txt has 2 letters that are written in more code points than they need");
    assertThat(composed.vocabulary().encode("an\u0303o"))
        .isEqualTo(composed.vocabulary().encode("a\u00F1o"));
    Text asItIs = open(file, "normalize: none, " + one);
    assertThat(decoded(asItIs, Split.TRAIN)).isEqualTo("an\u0303o a\u00F1o can\u0303a\n");
    assertThat(asItIs.notes()).isEmpty();
    Text words = open(file, "tokenizer: words, " + one);
    assertThat(words.vocabulary().tokens()).containsExactly("<unk>", "a\u00F1o", "ca\u00F1a", "\n");
    assertThat(words(words, Split.TRAIN)).containsExactly("^a\u00F1o", "a\u00F1o", "ca\u00F1a");
    assertThat(words.notes()).hasSize(1);
    Text bytes = open(file, "tokenizer: bytes, " + one);
    assertThat(bytes.tokens(Split.TRAIN).length()).isEqualTo("año año caña\n".length() + 3);
    Text untouched = open(file, "tokenizer: bytes, normalize: none, " + one);
    assertThat(untouched.tokens(Split.TRAIN).length()).isEqualTo((int) Files.size(file));
    Text pieces = open(file, "tokenizer: {type: bpe, merges: 2}, " + one);
    assertThat(pieces.notes()).isEqualTo(composed.notes());
  }

  @Test
  void aFolderIsReadInTheOrderOfItsPathsPackedOrNot() throws IOException {
    write("novels/b.txt", "dos");
    write("novels/c/d.txt", "cuatro\n");
    write("novels/notes.md", "not this");
    write("novels/.hidden.txt", "nor this");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("tres".getBytes(StandardCharsets.UTF_8));
    }
    write("novels/bb.txt.gz", packed.toByteArray());
    Text text = open(folder.resolve("novels"), "split: {train: 1}");
    assertThat(decoded(text, Split.TRAIN)).isEqualTo("dos\ntres\ncuatro\n");
    // sha256sum of each file's content
    assertThat(text.dataSha256())
        .isEqualTo(
            Map.of(
                "b.txt", "c1299854f2b209632ab22aeb848c24c2b02da4b37ecf93a830ee9c7f6f809924",
                "bb.txt", "3d5f1d095f03cbeab065f280e5c42801aa0122b683af43b458dfa65fa438b5e8",
                "c/d.txt", "29c9507a35d4af3e935ee89e5d4a7d860be2f45df35daebd021a3322e85f01cf"));
  }

  @Test
  void validationAndTestMayBeFilesOfTheirOwn() throws IOException {
    Path train = write("train.txt", "abab");
    Path valid = write("valid.txt", "cb");
    Path test = write("test.txt", "ba");
    Text text = open(train, "valid: '" + valid + "', test: '" + test + "'");
    assertThat(decoded(text, Split.TRAIN)).isEqualTo("abab");
    assertThat(decoded(text, Split.VALID)).isEqualTo("cb");
    assertThat(decoded(text, Split.TEST)).isEqualTo("ba");
    assertThat(text.dataSha256()).containsOnlyKeys("train.txt", "valid.txt", "test.txt");
  }

  @Test
  void theFrameOfProjectGutenbergIsCutOff() throws IOException {
    String body = "Prólogo\n\nDesocupado lector\n";
    String book =
        "\uFEFFThe Project Gutenberg eBook of Don Quijote\n\nTitle: Don Quijote\n\n"
            + "*** START OF THE PROJECT GUTENBERG EBOOK DON QUIJOTE ***\n\n\n"
            + body
            + "\n\n\nEnd of the Project Gutenberg EBook of Don Quijote, by Cervantes\n\n"
            + "*** END OF THIS PROJECT GUTENBERG EBOOK DON QUIJOTE ***\n\nlicence\n";
    for (String ends : List.of("\n", "\r\n")) {
      Path file = write("pg.txt", book.replace("\n", ends));
      assertThat(decoded(open(file, "split: {train: 1}"), Split.TRAIN)).isEqualTo(body);
      assertThat(decoded(open(file, "stripGutenberg: false, split: {train: 1}"), Split.TRAIN))
          .contains("*** START OF")
          .endsWith("licence\n");
    }
    Path plain = write("plain.txt", body + "*** END OF THE PROJECT GUTENBERG EBOOK ***\n");
    assertThat(decoded(open(plain, "split: {train: 1}"), Split.TRAIN)).contains("*** END");
  }

  @ParameterizedTest
  @CsvSource({
    "6162C3, 3, 1, C3", // cut short
    "610A62C328, 4, 2, C3", // no continuation
    "61FF, 2, 1, FF",
    "0A0AC0AF, 3, 3, C0", // overlong
    "61E080AF, 2, 1, E0", // overlong
    "EDA080, 1, 1, ED", // half of a surrogate pair
    "61F4908080, 2, 1, F4", // above U+10FFFF
    "6120E282, 3, 1, E2",
    "C3B180, 3, 1, 80" // continuation without a start
  })
  void brokenUtf8IsNamedWithByteAndLine(String hex, int position, int line, String value)
      throws IOException {
    Path file = write("broken.txt", HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> open(file, ""))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("broken.txt is not UTF-8")
        .hasMessageContaining("byte " + position + " ")
        .hasMessageContaining("in line " + line + ",")
        .hasMessageContaining("0x" + value);
  }

  @Test
  void allOfUnicodeIsReadAsJavaReadsIt() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
      if (!surrogate && point != '\r') {
        all.appendCodePoint(point);
      }
    }
    Path file = write("all.txt", all.toString());
    try (CodePointReader reader =
        new CodePointReader(List.of(new TextFile(file, "all.txt")), TextForm.AS_IT_IS, false)) {
      int[] expected = all.codePoints().toArray();
      for (int point : expected) {
        if (reader.next() != point) {
          throw new AssertionError("U+" + Integer.toHexString(point));
        }
      }
      assertThat(reader.next()).isEqualTo(CodePointReader.END);
    }
  }

  @Test
  void whatCannotBeLearnedFromIsRefused() throws IOException {
    assertThatThrownBy(() -> open(write("empty.txt", ""), "")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> open(write("mark.txt", "\uFEFF"), ""))
        .hasMessageContaining("no token to learn from")
        .hasMessageContaining("mark.txt");
    assertThatThrownBy(() -> open(write("one.txt", "aaaaaaaaaaaa"), ""))
        .hasMessageContaining("fewer than two different tokens")
        .hasMessageContaining("has only 'a'");
    assertThatThrownBy(
            () -> open(write("rare.txt", "a b c\n"), "tokenizer: {type: words, minimumCount: 9}"))
        .hasMessageContaining("rare.txt has no word that occurs tokenizer.minimumCount: 9 times");
    assertThatThrownBy(() -> open(write("blank.txt", " \n "), "tokenizer: words"))
        .hasMessageContaining("no token to learn from");
    assertThatThrownBy(() -> open(write("short.txt", "ab"), "split: {train: 0.4, valid: 0.6}"))
        .hasMessageContaining("no token to learn from");
    assertThatThrownBy(() -> open(write("short.txt", "abc"), "split: {train: 0.9, valid: 0.01}"))
        .hasMessageContaining("the valid part is empty");
    Files.createDirectories(folder.resolve("none"));
    assertThatThrownBy(() -> open(folder.resolve("none"), ""))
        .hasMessageContaining(".txt or .txt.gz");
  }

  @Test
  void aCutPackedFileIsAnError() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 20_000; i++) {
        gzip.write((i * 31 % 97 + " ").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = write("half.txt.gz", half);
    assertThatThrownBy(() -> open(file, ""))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("half.txt.gz cannot be unpacked, it is cut short or damaged");
    Path plain = write("plain.txt.gz", "no gzip at all");
    assertThatThrownBy(() -> open(plain, ""))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("plain.txt.gz cannot be unpacked")
        .hasMessageContaining("GZIP");
  }

  @Test
  void anUnknownTextIsAnsweredWithTheNearestName() {
    assertThatThrownBy(() -> open(Path.of("tiny-shakespear"), ""))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("no file or folder 'tiny-shakespear'")
        .hasMessageContaining("did you mean 'tiny-shakespeare'?");
  }

  @Test
  void aTextThatIsNotThereSaysWhereItWasLookedForAndHowToGetIt() {
    assertThatThrownBy(() -> open(Path.of("tiny-shakespeare"), ""))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("tinyshakespeare/input.txt")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("./ensayo data get tiny-shakespeare");
    assertThatThrownBy(() -> open(Path.of("wiki100m"), ""))
        .hasMessageContaining("published nowhere in this form")
        .hasMessageContaining("ENSAYO_DATA");
  }

  @Test
  void aFileOfAnotherContentIsNotTakenForTheDataSet() throws IOException {
    write("names/names.txt", "emma\nolivia\n");
    assertThatThrownBy(() -> open(Path.of("names"), ""))
        .hasMessageContaining("names.txt is not the file of data set 'names'")
        .hasMessageContaining("12 bytes instead of 228145");
    byte[] other = new byte[228145];
    Arrays.fill(other, (byte) 'a');
    other[7] = '\n';
    write("names/names.txt", other);
    Text text = open(Path.of("names"), "");
    assertThatThrownBy(text::dataSha256)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("its SHA-256 is");
  }

  @Test
  void partsCannotBeGivenTwice() {
    assertThatThrownBy(
            () -> Settings.of(TextConfig.class, "{data: a, valid: b, split: {train: 0.5}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("split");
    assertThatThrownBy(
            () -> Settings.of(TextConfig.class, "{data: a, split: {train: 0.9, valid: 0.2}}"))
        .hasMessageContaining("must sum to at most 1");
  }
}
