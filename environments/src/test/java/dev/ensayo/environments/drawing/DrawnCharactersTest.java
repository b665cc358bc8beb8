package dev.ensayo.environments.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DrawnCharactersTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  private static LabelledExamples open(String settings) {
    return new DrawnDigitsProvider().open(Settings.of(DrawnCharactersConfig.class, settings));
  }

  private static DrawnCharacters draw(String settings) {
    DrawnCharactersConfig config = Settings.of(DrawnCharactersConfig.class, settings);
    return new DrawnCharacters(config, ImmutableList.of(0, 1, 2));
  }

  /** A picture drawn without distortion, whose ink can be foretold. */
  private static byte[] plain(String path, int side, double thickness) {
    Handwriting config =
        Settings.of(
            Handwriting.class,
            "{rotate: 0, slant: 0, scale: 0, shift: 0, elastic: 0, thinnest: %s, thickest: %s, palest: 1, noise: 0}"
                .formatted(thickness, thickness));
    byte[] picture = new byte[side * side];
    new Hand(config, side).draw(Strokes.of(path), SEEDS.stream("hand"), picture, 0);
    return picture;
  }

  @Test
  void thereAreTenDigitsAndTwentySixLetters() {
    assertThat(open("{}").spec().classes())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(open("{characters: letters, train: 1}").spec().classes())
        .hasSize(26)
        .startsWith("A")
        .endsWith("Z");
    assertThat(open("{characters: all, train: 1}").spec().classes()).hasSize(36);
    assertThat(open("{size: 16}").spec().inputShape().asList()).containsExactly(1, 16, 16);
  }

  @Test
  void partsHaveTheirSizesAndDiffer() {
    LabelledExamples drawn = open("{train: 3, valid: 2, test: 1, normalize: none}");
    assertThat(drawn.examples(Split.TRAIN, SEEDS).size()).isEqualTo(30);
    assertThat(drawn.examples(Split.VALID, SEEDS).size()).isEqualTo(20);
    Examples test = drawn.examples(Split.TEST, SEEDS);
    assertThat(test.size()).isEqualTo(10);
    assertThat(test.label(7)).isEqualTo(7);
    assertThat(test.picture(7).orElseThrow())
        .isNotEqualTo(drawn.examples(Split.TRAIN, SEEDS).picture(7).orElseThrow());
  }

  @Test
  void moreExamplesBeginWithFewer() {
    DrawnCharacters few = draw("{train: 2}");
    DrawnCharacters many = draw("{train: 4}");
    int length = few.pixels(Split.TRAIN).length;
    assertThat(Arrays.copyOf(many.pixels(Split.TRAIN), length)).isEqualTo(few.pixels(Split.TRAIN));
    assertThat(draw("{train: 2, drawingSeed: 1}").pixels(Split.TRAIN))
        .isNotEqualTo(few.pixels(Split.TRAIN));
  }

  /** The first of a class goes to the right, its seventh up. */
  @Test
  void testPicturesAreMovedAndOthersAreNot() {
    LabelledExamples plain = open("{train: 1, valid: 1, test: 7, size: 16}");
    LabelledExamples moved = open("{train: 1, valid: 1, test: 7, size: 16, testShift: 3}");
    for (Split part : List.of(Split.TRAIN, Split.VALID)) {
      assertThat(moved.examples(part, SEEDS).picture(4))
          .hasValueSatisfying(
              own ->
                  assertThat(own).isEqualTo(plain.examples(part, SEEDS).picture(4).orElseThrow()));
    }
    assertMoved(plain, moved, 4, 3, 0);
    assertMoved(plain, moved, 64, 0, -3);
    assertThatThrownBy(() -> open("{size: 16, testShift: 16}"))
        .hasMessageContaining("testShift")
        .hasMessageContaining("a side of 16");
  }

  private static void assertMoved(
      LabelledExamples plain, LabelledExamples moved, int index, int right, int down) {
    byte[] from = plain.examples(Split.TEST, SEEDS).picture(index).orElseThrow();
    byte[] to = moved.examples(Split.TEST, SEEDS).picture(index).orElseThrow();
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        int sourceX = x - right;
        int sourceY = y - down;
        boolean inside = sourceX >= 0 && sourceX < 16 && sourceY >= 0 && sourceY < 16;
        assertThat(to[y * 16 + x]).isEqualTo(inside ? from[sourceY * 16 + sourceX] : 0);
      }
    }
  }

  @Test
  void labelsAreDrawnByTheRunsSeed() {
    LabelledExamples drawn = open("{classes: [5, 6, 7], train: 50, perClass: 2}");
    Examples one = drawn.examples(Split.TRAIN, new SeedSequence(1));
    assertThat(one.size()).isEqualTo(6);
    byte[] first = one.picture(0).orElseThrow();
    assertThat(drawn.examples(Split.TRAIN, new SeedSequence(2)).picture(0).orElseThrow())
        .isNotEqualTo(first);
    assertThat(drawn.examples(Split.TRAIN, new SeedSequence(1)).picture(0).orElseThrow())
        .isEqualTo(first);
    assertThatThrownBy(() -> open("{train: 5, perClass: 6}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("fewer than 6");
  }

  /** A horizontal bar 3 pixels thick whose middle is the middle of row 10. */
  @Test
  void aStrokeCoversWhatLiesWithinHalfItsThickness() {
    byte[] picture = plain("M 0 .5 L 1 .5", 21, 3.0 / 21);
    for (int y = 0; y < 21; y++) {
      int expected = Math.abs(y - 10) <= 1 ? 255 : 0;
      assertThat(picture[y * 21 + 10] & 0xFF).as("row " + y).isEqualTo(expected);
    }
    byte[] four = plain("M 0 .5 L 1 .5", 21, 4.0 / 21);
    assertThat(four[8 * 21 + 10] & 0xFF).isEqualTo(128); // half of the pixel is covered
  }

  /** A ring's ink is near its circumference times its thickness. */
  @Test
  void anEllipseHasTheInkOfItsLength() {
    int side = 101;
    double thickness = 5.0 / side;
    byte[] picture = plain("O .5 .5 .3 .3", side, thickness);
    double ink = 0;
    for (byte level : picture) {
      ink += (level & 0xFF) / 255.0;
    }
    double radius = 0.3 * 0.86 * side;
    double expected = 2 * Math.PI * radius * 5;
    assertThat(ink).isBetween(0.98 * expected, 1.02 * expected);
  }

  @Test
  void theDrawingsDoNotChangeFromOneMachineToAnother() {
    byte[] pixels = draw("{train: 4}").pixels(Split.TRAIN);
    assertThat(Hashing.sha256().hashBytes(pixels).toString())
        .isEqualTo("5119625995333987818aeafbcff71fcfdb49ef96b861b243c30cabaa71f00fd3");
  }

  /** That the classes can be told apart, but not by a template: nearest means, as the easiest. */
  @Test
  @Tag("learning")
  void nearestMeansTellMostDigitsApartButNotAll() {
    LabelledExamples drawn = open("{train: 100, test: 50, valid: 0}");
    Examples train = drawn.examples(Split.TRAIN, SEEDS);
    float[][] means = new float[10][784];
    float[] into = new float[784];
    for (int i = 0; i < train.size(); i++) {
      train.read(i, into, 0);
      for (int p = 0; p < 784; p++) {
        means[train.label(i)][p] += into[p] / 100;
      }
    }
    Examples test = drawn.examples(Split.TEST, SEEDS);
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      test.read(i, into, 0);
      int best = 0;
      double least = Double.MAX_VALUE;
      for (int c = 0; c < 10; c++) {
        double distance = 0;
        for (int p = 0; p < 784; p++) {
          distance += (into[p] - means[c][p]) * (into[p] - means[c][p]);
        }
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
      right += best == test.label(i) ? 1 : 0;
    }
    assertThat((double) right / test.size()).isBetween(0.6, 0.97);
  }
}
