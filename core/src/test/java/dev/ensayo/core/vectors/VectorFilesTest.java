package dev.ensayo.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.fakes.VectorFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFilesTest {
  @TempDir private Path folder;

  private static final WordVectors VECTORS =
      new WordVectors(
          List.of("niño", "b", "日本"),
          2,
          new float[] {1.5f, -0.1f, Float.MIN_VALUE, 3e38f, 0.33333334f, -0f});

  private static void assertSame(WordVectors found, WordVectors expected) {
    assertThat(found.words()).isEqualTo(expected.words());
    assertThat(found.dimension()).isEqualTo(expected.dimension());
    assertThat(found.values()).containsExactly(expected.values());
  }

  @Test
  void textComesBackBitForBit() throws IOException {
    Path file = folder.resolve("v.txt");
    TextVectors.write(file, VECTORS);
    assertSame(VectorFile.read(file), VECTORS);
    assertThat(Files.readString(file)).startsWith("3 2\nniño 1.5 -0.1\n");
  }

  @Test
  void binaryComesBackBitForBit() throws IOException {
    Path file = folder.resolve("v.bin");
    BinaryVectors.write(file, VECTORS);
    assertSame(VectorFile.read(file), VECTORS);
  }

  /** "2 1\n", then "a ", the float 1 in little-endian order (0x3f800000), "\n"; the same for b. */
  @Test
  void binaryHasTheBytesOfWord2vec() throws IOException {
    Path file = folder.resolve("v.bin");
    BinaryVectors.write(file, new WordVectors(List.of("a", "b"), 1, new float[] {1, -2}));
    assertThat(Files.readAllBytes(file))
        .containsExactly(
            '2', ' ', '1', '\n', 'a', ' ', 0, 0, 0x80, 0x3f, '\n', 'b', ' ', 0, 0, 0, 0xc0, '\n');
  }

  @Test
  void gensimsFilesHoldTheSameVectors() throws IOException {
    WordVectors text = VectorFile.read(VectorFixtures.file("gensim.txt"));
    WordVectors binary = VectorFile.read(VectorFixtures.file("gensim.bin"));
    assertThat(binary.words()).hasSize(20).startsWith("uno", "niño", "café", "日本", "x", "straße");
    assertThat(binary.dimension()).isEqualTo(5);
    assertSame(text, binary);
  }

  @Test
  void textIsWrittenAsGensimReadsIt() throws IOException {
    Path file = folder.resolve("v.txt");
    WordVectors vectors = VectorFile.read(VectorFixtures.file("gensim.txt"));
    TextVectors.write(file, vectors);
    List<String> ours = Files.readAllLines(file);
    List<String> theirs = Files.readAllLines(VectorFixtures.file("gensim.txt"));
    assertThat(ours).hasSameSizeAs(theirs);
    for (int line = 0; line < ours.size(); line++) {
      String[] a = ours.get(line).split(" ", -1);
      String[] b = theirs.get(line).split(" ", -1);
      assertThat(a).hasSameSizeAs(b);
      assertThat(a[0]).isEqualTo(b[0]);
      for (int i = 1; i < a.length; i++) {
        assertThat(Float.parseFloat(a[i])).isEqualTo(Float.parseFloat(b[i]));
      }
    }
  }

  @Test
  void aTruncatedBinaryFileIsAnErrorThatNamesTheByte() throws IOException {
    byte[] whole = Files.readAllBytes(VectorFixtures.file("gensim.bin"));
    for (int length = 1; length < whole.length; length += 7) {
      Path file = folder.resolve("cut-" + length + ".bin");
      Files.write(file, Arrays.copyOf(whole, length));
      String place = length < 4 ? "byte 0: the first line" : "byte " + length + ": the file ends";
      assertThatThrownBy(() -> VectorFile.read(file))
          .isInstanceOf(VectorsFormatException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining(place);
    }
  }

  @Test
  void aTruncatedTextFileIsAnErrorThatNamesTheLine() throws IOException {
    Path file = folder.resolve("v.txt");
    Files.writeString(file, "3 2\na 1 2\nb 1");
    assertThatThrownBy(() -> VectorFile.read(file))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("v.txt:3: expected a word and 2 numbers, found 2 fields");
    Files.writeString(file, "3 2\na 1 2\nb 1 2\n");
    assertThatThrownBy(() -> VectorFile.read(file))
        .hasMessageContaining("v.txt:4: the file ends after 2 words; its first line promises 3");
    Files.writeString(file, "1 2\na 1 two\n");
    assertThatThrownBy(() -> VectorFile.read(file))
        .hasMessageContaining("v.txt:2: 'two' is not a number");
    Files.writeString(file, "");
    assertThatThrownBy(() -> VectorFile.read(file)).hasMessageContaining("the file is empty");
  }

  @Test
  void somethingElseIsRefusedByItsFirstLine() throws IOException {
    Path file = folder.resolve("v.bin");
    for (String first : List.of("hello\n", "a b\n", "<html>\n")) {
      Files.write(file, first.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> VectorFile.read(file))
          .isInstanceOf(VectorsFormatException.class)
          .hasMessageContaining("the first line must be the number of words")
          .hasMessageContaining(first.trim());
    }
  }

  @Test
  void someWordsAloneAreKeptOfAWholeFile() throws IOException {
    for (String name : List.of("gensim.txt", "gensim.bin", "foreign/glove.txt.gz")) {
      Path file = VectorFixtures.file(name);
      WordVectors all = VectorFile.read(file);
      WordVectors some = VectorFile.readOnly(file, Set.of("niño", "日本", "absent")).vectors();
      assertThat(some.words()).containsExactlyInAnyOrder("niño", "日本");
      for (String word : some.words()) {
        assertThat(some.vector(some.require(word))).containsExactly(all.vector(all.require(word)));
      }
      assertThat(VectorFile.dimension(file)).isEqualTo(all.dimension());
      assertThat(VectorFile.readOnly(file, Set.of("absent")).vectors().size()).isZero();
    }
    Path cut = folder.resolve("cut.txt");
    Files.writeString(cut, "3 2\na 1 2\nb 1 x\n");
    assertThatThrownBy(() -> VectorFile.readOnly(cut, Set.of("a")))
        .hasMessageContaining("cut.txt:3: 'x' is not a number");
  }

  @Test
  void aWordWithASpaceCannotBeWritten() {
    WordVectors vectors = new WordVectors(List.of("New York"), 1, new float[] {1});
    assertThatThrownBy(() -> TextVectors.write(folder.resolve("v.txt"), vectors))
        .hasMessageContaining("'New York' cannot be written");
  }
}
