package dev.ensayo.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {
  private static final TextForm COMPOSED = new TextForm(false, Normalization.NFC);
  private static final TextForm SMALL = new TextForm(true, Normalization.NFC);

  private static String read(String text, TextForm form) throws IOException {
    StringBuilder read = new StringBuilder();
    try (CodePointReader points =
        new CodePointReader(List.of(TextSource.of("a test", text)), form, false)) {
      for (int point = points.next(); point != CodePointReader.END; point = points.next()) {
        read.appendCodePoint(point);
      }
    }
    return read.toString();
  }

  /**
   * What a code point may be put together from: if one that begins a piece were the second half of
   * another, or were sorted behind marks before it, pieces would not be normalized as the whole is.
   */
  @Test
  void noCodePointThatBeginsAPieceJoinsTheOneBeforeIt() {
    BitSet joins = new BitSet();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (Character.isDefined(point) && Character.getType(point) != Character.SURROGATE) {
        int[] parts =
            Normalizer.normalize(Character.toString(point), Form.NFD).codePoints().toArray();
        Arrays.stream(parts).skip(1).forEach(joins::set);
        joins.set(point, joins.get(point) || isSorted(parts[0]));
      }
    }
    assertThat(joins.cardinality()).isGreaterThan(700);
    assertThat(joins.stream().filter(ComposedPoints::beginsPiece).mapToObj(Integer::toHexString))
        .isEmpty();
  }

  /** Whether a mark of another class changes places with it: its combining class is not 0. */
  private static boolean isSorted(int point) {
    String mark = Character.toString(point);
    return !Normalizer.isNormalized("\u0345" + mark, Form.NFD)
        || !Normalizer.isNormalized(mark + "\u0334", Form.NFD);
  }

  @Test
  void aTextThatIsReadIsNormalizedAsTheWholeIs() throws IOException {
    Random random = new Random(7);
    int[] marks = {0x300, 0x301, 0x303, 0x308, 0x323, 0x327, 0x331, 0x345, 0x315, 0x344, 0x0DCA};
    int[] others = {
      0x1100, 0x1161, 0x11A8, 0xAC00, 0x212B, 0x2126, 0x0958, 0x0DD9, 0xFB1D, 0x1D15E
    };
    for (int trial = 0; trial < 200; trial++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        int kind = random.nextInt(4);
        text.appendCodePoint(
            kind == 0
                ? marks[random.nextInt(marks.length)]
                : kind == 1 ? others[random.nextInt(others.length)] : letter(random));
      }
      String whole = text.toString();
      assertThat(read(whole, COMPOSED)).isEqualTo(Normalizer.normalize(whole, Form.NFC));
      assertThat(read(whole, SMALL)).isEqualTo(SMALL.of(whole));
      assertThat(read(Normalizer.normalize(whole, Form.NFD), SMALL)).isEqualTo(SMALL.of(whole));
      assertThat(SMALL.of(SMALL.of(whole))).isEqualTo(SMALL.of(whole));
    }
  }

  private static int letter(Random random) {
    return random.nextBoolean() ? 'A' + random.nextInt(26) : 0xC0 + random.nextInt(0x200);
  }

  /** The reader's buffer has 65,536 bytes: letter and mark lie on both sides of its edge. */
  @ParameterizedTest
  @ValueSource(ints = {65_533, 65_534, 65_535, 65_536})
  void lettersAndMarksAreComposedOverTheEdgeOfABuffer(int before) throws IOException {
    String text = "x".repeat(before) + "e\u0323\u0302n\u0303";
    assertThat(read(text, COMPOSED)).isEqualTo("x".repeat(before) + "\u1EC7\u00F1");
  }

  @Test
  void allPlanesAreReadAsJavaNormalizesThem() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
      if (point != '\r' && point != 0xFEFF && Character.getType(point) != Character.SURROGATE) {
        all.appendCodePoint(point);
      }
    }
    String text = all.toString();
    assertThat(read(text, COMPOSED).equals(Normalizer.normalize(text, Form.NFC))).isTrue();
  }

  @Test
  void smallLettersAreComposedAgain() throws IOException {
    // H with a line below is not one code point, h with one is.
    assertThat(SMALL.of("H\u0331")).isEqualTo("\u1E96");
    assertThat(read("H\u0331", SMALL)).isEqualTo("\u1E96");
    assertThat(new TextForm(true, Normalization.NONE).of("H\u0331")).isEqualTo("h\u0331");
  }

  @Test
  void aTextAsItIsKeepsItsPoints() throws IOException {
    String text = "cafe\u0301 \u212B";
    assertThat(read(text, TextForm.AS_IT_IS)).isEqualTo(text);
    assertThat(TextForm.AS_IT_IS.of(text)).isSameAs(text);
  }

  @Test
  void countsWhatItChanges() throws IOException {
    try (CodePointReader points =
        new CodePointReader(
            List.of(TextSource.of("a test", "cafe\u0301 caf\u00E9 \u212B e\u0302")),
            COMPOSED,
            false)) {
      while (points.next() != CodePointReader.END) {}
      assertThat(points.changed()).isEqualTo(3);
    }
  }
}
