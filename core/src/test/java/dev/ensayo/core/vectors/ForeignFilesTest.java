package dev.ensayo.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import dev.ensayo.core.fakes.VectorFixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as other programs write them; the fixtures' script says which. */
class ForeignFilesTest {
  private static final List<String> WORDS =
      List.of("</s>", "the", "niño", "日本", "2", "1.5", "straße", "a_b");

  @TempDir private Path folder;

  private static Path fixture(String name) {
    return VectorFixtures.file("foreign/" + name);
  }

  private static float[] expected(String key) throws IOException {
    Properties all = new Properties();
    try (InputStream in = Files.newInputStream(fixture("expected.properties"))) {
      all.load(in);
    }
    List<String> bits = Splitter.on(' ').splitToList(all.getProperty(key));
    float[] numbers = new float[bits.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.intBitsToFloat(Integer.parseUnsignedInt(bits.get(i), 16));
    }
    return numbers;
  }

  private Path written(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file;
  }

  private static ReadVectors read(Path file) throws IOException {
    return VectorFile.read(file, VectorFile.ALL, ReadingProgress.SILENT);
  }

  @ParameterizedTest
  @CsvSource({
    "googlenews.bin, binary",
    "word2vec-c.bin, binary",
    "word2vec-c.txt, f",
    "fasttext.vec, g",
    "glove.txt, f",
    "glove.txt.gz, f"
  })
  void eachLayoutIsReadBitForBit(String name, String numbers) throws IOException {
    ReadVectors read = read(fixture(name));
    assertThat(read.vectors().words()).isEqualTo(WORDS);
    assertThat(read.vectors().dimension()).isEqualTo(4);
    assertThat(read.vectors().values()).containsExactly(expected(numbers));
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void theNameDoesNotMatterAndPackedFilesNeedNone() throws IOException {
    for (String name : List.of("googlenews.bin", "fasttext.vec", "glove.txt")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(Files.readAllBytes(fixture(name)));
      }
      Path packed = folder.resolve("vectors");
      Files.write(packed, bytes.toByteArray());
      assertThat(read(packed).vectors().values())
          .containsExactly(read(fixture(name)).vectors().values());
      Files.write(packed, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
      assertThatThrownBy(() -> read(packed))
          .isInstanceOf(VectorsFormatException.class)
          .hasMessageContaining("the packed file is damaged or was cut off");
    }
  }

  @Test
  void wordsWithBlanksAndRepeatedOnesAreTold() throws IOException {
    ReadVectors read = read(fixture("glove-840b.txt"));
    WordVectors vectors = read.vectors();
    assertThat(vectors.words())
        .containsExactly(
            ",", ". . .", "the", "at name@domain.com", "10\u00a0km", "x\u0085y", "1 000");
    assertThat(vectors.vector(vectors.require("the")))
        .containsExactly(Arrays.copyOfRange(expected("g"), 8, 12));
    assertThat(vectors.vector(vectors.require("1 000")))
        .containsExactly(Arrays.copyOfRange(expected("g"), 28, 32));
    assertThat(read.notes())
        .containsExactly(
            "'the' in line 7 occurs again, and its first vector counts",
            "3 words have blanks in them; the first is '. . .' in line 2");
  }

  @Test
  void aLimitReadsTheFirstWordsAlone() throws IOException {
    for (String name : List.of("googlenews.bin", "fasttext.vec", "glove.txt.gz")) {
      WordVectors first = VectorFile.read(fixture(name), 3, ReadingProgress.SILENT).vectors();
      assertThat(first.words()).isEqualTo(WORDS.subList(0, 3));
      assertThat(first.values()).hasSize(12);
    }
    Path damagedLater = written("v.txt", "5 2\na 1 2\nb 1 2\nc one\n");
    assertThat(VectorFile.read(damagedLater, 2, ReadingProgress.SILENT).vectors().words())
        .containsExactly("a", "b");
  }

  @Test
  void moreLinesThanPromisedAreReadAndTold() throws IOException {
    ReadVectors read = read(written("v.vec", "2 2\na 1 2\nb 3 4\nc 5 6\n"));
    assertThat(read.vectors().words()).containsExactly("a", "b", "c");
    assertThat(read.notes())
        .containsExactly("the first line promises 2 words, and there are 3; all of them were read");
  }

  @Test
  void moreBytesThanPromisedAreAnError() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("googlenews.bin"));
    whole[0] = '7';
    Path file = folder.resolve("v.bin");
    Files.write(file, whole);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("byte 152: more follows after the 7 words of 4 numbers")
        .hasMessageContaining("--limit 7 reads no further");
    assertThat(VectorFile.read(file, 7, ReadingProgress.SILENT).vectors().size()).isEqualTo(7);
  }

  /** The floats would be read as words and the words as floats. */
  @Test
  void aWrongDimensionIsSaidInPlaceOfGarbage() throws IOException {
    for (String name : List.of("googlenews.bin", "word2vec-c.bin")) {
      byte[] whole = Files.readAllBytes(fixture(name));
      for (char wrong : new char[] {'1', '2', '3', '5', '6', '9'}) {
        whole[2] = (byte) wrong;
        Path file = folder.resolve(wrong + ".bin");
        Files.write(file, whole);
        assertThatThrownBy(() -> read(file))
            .as(name + " " + wrong)
            .isInstanceOf(VectorsFormatException.class)
            .hasMessageMatching(".*byte \\d+: .*");
      }
    }
    for (int wrong : new int[] {2, 4}) {
      Path file = written("w.txt", "3 " + wrong + "\na 1 2 3\nb 1 2 3\nc 1 2 3\n");
      assertThatThrownBy(() -> read(file))
          .hasMessageContaining(
              "w.txt:1: the first line promises "
                  + wrong
                  + " numbers per word, the lines below hold 3");
    }
  }

  @Test
  void whatIsNotTextOfVectorsIsSaidByLine() throws IOException {
    assertThatThrownBy(() -> read(written("a.txt", "a 1 2\nb 1 2\nc 1\n")))
        .hasMessageContaining("a.txt:3: expected a word and 2 numbers, found 2 fields");
    assertThatThrownBy(() -> read(written("b.txt", "a 1 2\nb 1 2\nc 1 nan\n")))
        .hasMessageContaining("b.txt:3: 'nan' is not a number");
    assertThatThrownBy(() -> read(written("c.txt", "once upon a time\n")))
        .hasMessageContaining("c.txt:1: the first line must be the number of words");
    byte[] model = {(byte) 0xba, 0x16, 0x4f, 0x2f, 12, 0, 0, 0};
    Files.write(folder.resolve("d.bin"), model);
    assertThatThrownBy(() -> read(folder.resolve("d.bin")))
        .hasMessageContaining("a model of fastText in its own format");
    assertThatThrownBy(() -> read(written("e.zip", "PK\3\4rest")))
        .hasMessageContaining("a zip archive");
  }

  @Test
  void linesWithoutAWordAndEndsWithoutALineEndAreTold() throws IOException {
    ReadVectors read = read(written("v.txt", "a 1 2\r\n 3 4\r\n\r\nb 5 6"));
    assertThat(read.vectors().words()).containsExactly("a", "b");
    assertThat(read.notes())
        .containsExactly(
            "the last line has no line end: the file may have been cut off there",
            "1 line without a word left out; the first is line 2",
            "1 empty line");
  }

  @Test
  void bytesThatAreNoUtf8AreTold() throws IOException {
    Path file = folder.resolve("latin.txt");
    Files.write(file, "ni\u00f1o 1 2\nb 1 2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read(file).notes())
        .containsExactly("the word 'ni\ufffdo' in line 1 is not all UTF-8");
  }

  @Test
  void aFirstLineThatPromisesTooMuchForTheMemoryIsAnError() throws IOException {
    // A sparse file, so that its length bears the first line out.
    Path file = written("huge.bin", "2000000000 1\n");
    try (java.nio.channels.FileChannel channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.allocate(1), 20_000_000_000L);
    }
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("2,000,000,000 words of 1 numbers need")
        .hasMessageContaining("--limit");
    // One whose length does not is read as far as it goes.
    assertThatThrownBy(() -> read(written("lie.bin", "2000000000 1\na \0\0\0\0")))
        .hasMessageContaining("the file ends within word 2 of the 2000000000");
  }

  /** Every decimal that comes from a float, and others, gives the float that Java finds. */
  @Test
  void numbersAreTheNearestFloats() throws IOException {
    StringBuilder text = new StringBuilder();
    List<Float> expected = new ArrayList<>();
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 3000; i++) {
      String number =
          switch (i % 4) {
            case 0 -> Float.toString(Float.intBitsToFloat(random.nextInt() & 0xbfffffff));
            case 1 -> Integer.toString(random.nextInt() >> random.nextInt(31));
            case 2 ->
                String.format(
                    java.util.Locale.ROOT, "%." + random.nextInt(13) + "f", random.nextGaussian());
            default -> String.format(java.util.Locale.ROOT, "%.5g", random.nextGaussian() * 1e-3);
          };
      float value = Float.parseFloat(number);
      if (Float.isFinite(value)) {
        text.append('w').append(i).append(' ').append(number).append('\n');
        expected.add(value);
      }
    }
    float[] found = read(written("n.txt", text.toString())).vectors().values();
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.length; i++) {
      assertThat(Float.floatToIntBits(found[i])).isEqualTo(Float.floatToIntBits(expected.get(i)));
    }
  }

  @Test
  void progressIsHeardOf() throws IOException {
    StringBuilder text = new StringBuilder("10000 1\n");
    for (int i = 0; i < 10_000; i++) {
      text.append('w').append(i).append(" 1\n");
    }
    List<Long> heard = new ArrayList<>();
    VectorFile.read(
        written("v.txt", text.toString()),
        VectorFile.ALL,
        (words, of) -> {
          heard.add(words);
          assertThat(of).hasValue(10_000);
        });
    assertThat(heard).containsExactly(4096L, 8192L);
  }
}
