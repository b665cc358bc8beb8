package dev.ensayo.environments.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
  private static final PictureShape SQUARE = new PictureShape(1, 6, 6);
  private static final PictureShape COLOR = new PictureShape(3, 5, 7);

  private static Augmentation augmentation(String settings, PictureShape shape) {
    return new Augmentation(Settings.of(AugmentationSpec.class, settings), shape);
  }

  private static RandomStream stream(long seed) {
    return new SeedSequence(seed).stream("augmentation");
  }

  private static byte[] picture(PictureShape shape) {
    byte[] pixels = new byte[shape.size()];
    RandomStream random = stream(7);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (1 + random.nextInt(255));
    }
    return pixels;
  }

  private static float[] levels(byte[] pixels) {
    float[] levels = new float[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = pixels[i] & 0xFF;
    }
    return levels;
  }

  private static float[] apply(Augmentation augmentation, byte[] pixels, long seed) {
    float[] into = new float[pixels.length];
    augmentation.apply(pixels, 0, stream(seed), Augmentation.LEVELS, into, 0);
    return into;
  }

  @Test
  void withoutSettingsNothingIsChanged() {
    byte[] pixels = picture(COLOR);
    assertThat(augmentation("{}", COLOR).isActive()).isFalse();
    assertThat(apply(augmentation("{}", COLOR), pixels, 1)).containsExactly(levels(pixels));
  }

  @Test
  void samplingWithoutDistortionIsExact() {
    byte[] pixels = picture(COLOR);
    float[] into = new float[pixels.length];
    augmentation("{}", COLOR).sample(pixels, 0, 1, 0, 0, 0, false, false, 0, 0, into, 0);
    assertThat(into).containsExactly(levels(pixels));
  }

  @Test
  void aShiftMovesWholePixelsAndFillsWithBlack() {
    byte[] pixels = picture(COLOR);
    float[] into = new float[pixels.length];
    augmentation("{}", COLOR).move(pixels, 0, 2, -1, false, false, into, 0);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 7; x++) {
          float expected = x >= 2 && y < 4 ? pixels[c * 35 + (y + 1) * 7 + x - 2] & 0xFF : 0;
          assertThat(into[c * 35 + y * 7 + x]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void beyondTheEdgeTheNearestPixelMayBeSeen() {
    byte[] pixels = picture(SQUARE);
    float[] into = new float[pixels.length];
    augmentation("{fill: edge}", SQUARE).move(pixels, 0, 3, 0, false, false, into, 0);
    assertThat(into[0]).isEqualTo(pixels[0] & 0xFF);
    assertThat(into[2]).isEqualTo(pixels[0] & 0xFF);
    assertThat(into[4]).isEqualTo(pixels[1] & 0xFF);
  }

  @Test
  void mirroringTwiceGivesThePictureBack() {
    byte[] pixels = picture(SQUARE);
    Augmentation augmentation = augmentation("{}", SQUARE);
    float[] once = new float[pixels.length];
    augmentation.move(pixels, 0, 0, 0, true, false, once, 0);
    assertThat(once[0]).isEqualTo(pixels[5] & 0xFF);
    byte[] again = new byte[once.length];
    for (int i = 0; i < again.length; i++) {
      again[i] = (byte) once[i];
    }
    float[] twice = new float[pixels.length];
    augmentation.move(again, 0, 0, 0, true, false, twice, 0);
    assertThat(twice).containsExactly(levels(pixels));
  }

  /** Counterclockwise by a right angle: what was on the right is now on top. */
  @Test
  void aQuarterTurnOfASquareMovesEachPixelToItsPlace() {
    byte[] pixels = picture(SQUARE);
    float[] into = new float[pixels.length];
    augmentation("{}", SQUARE).sample(pixels, 0, 1, 0, 0, 90, false, false, 0, 0, into, 0);
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 6; x++) {
        assertThat(into[y * 6 + x]).isCloseTo(pixels[x * 6 + 5 - y] & 0xFF, within(1e-4f));
      }
    }
  }

  /** Beside it: affine.py, which made the file with PyTorch. */
  @Test
  void affineMapsAreThoseOfPyTorch() throws IOException {
    try (InputStream in = AugmentationTest.class.getResourceAsStream("affine.json")) {
      for (JsonNode one : new ObjectMapper().readTree(in)) {
        PictureShape shape = new PictureShape(1, one.get("size").asInt(), one.get("size").asInt());
        byte[] pixels = new byte[shape.size()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (byte) one.get("picture").get(i).asInt();
        }
        float[] into = new float[pixels.length];
        augmentation("{}", shape)
            .sample(
                pixels,
                0,
                one.get("zoom").asDouble(),
                0,
                0,
                one.get("degrees").asDouble(),
                one.get("mirror").asBoolean(),
                false,
                one.get("shiftX").asInt(),
                one.get("shiftY").asInt(),
                into,
                0);
        for (int i = 0; i < into.length; i++) {
          assertThat(into[i]).isCloseTo((float) one.get("moved").get(i).asDouble(), within(1e-3f));
        }
      }
    }
  }

  @Test
  void aSquareIsBlankedInAllChannels() {
    byte[] pixels = picture(COLOR);
    float[] into = levels(pixels);
    augmentation("{cutout: 3}", COLOR).blank(0, 2, into, 0);
    for (int i = 0; i < into.length; i++) {
      int y = i % 35 / 7;
      int x = i % 7;
      boolean blank = x <= 1 && y >= 1 && y <= 3; // the square's left column lies outside
      assertThat(into[i]).isEqualTo(blank ? 0 : pixels[i] & 0xFF);
    }
  }

  @Test
  void shiftsAreAsLongAsAllowedAndAllOccur() {
    byte[] pixels = new byte[SQUARE.size()];
    pixels[2 * 6 + 2] = 100;
    RandomStream random = stream(3);
    Augmentation augmentation = augmentation("{shift: 1}", SQUARE);
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      float[] into = new float[pixels.length];
      augmentation.apply(pixels, 0, random, Augmentation.LEVELS, into, 0);
      for (int p = 0; p < into.length; p++) {
        if (into[p] == 100) {
          places.add(p);
        }
      }
    }
    assertThat(places).containsExactlyInAnyOrder(7, 8, 9, 13, 14, 15, 19, 20, 21);
  }

  @Test
  void noiseHasItsDeviation() {
    byte[] pixels = new byte[100 * 100];
    Arrays.fill(pixels, (byte) 128);
    PictureShape shape = new PictureShape(1, 100, 100);
    float[] into = apply(augmentation("{noise: 0.1}", shape), pixels, 5);
    double mean = 0;
    for (float level : into) {
      mean += level / into.length;
    }
    double square = 0;
    for (float level : into) {
      square += (level - mean) * (level - mean) / into.length;
    }
    assertThat(mean).isCloseTo(128, within(1.0)); // four standard errors of 25.5 / 100
    assertThat(Math.sqrt(square)).isCloseTo(25.5, within(0.8)); // and of 25.5 / √20000
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{shift: 2}",
        "{rotate: 20}",
        "{scale: 0.2}",
        "{flip: both}",
        "{crop: 0.7}",
        "{noise: 0.1}",
        "{brightness: 0.3}",
        "{cutout: 3}",
        "{shift: 1, rotate: 9, scale: 0.1, crop: 0.9, noise: 0.02, brightness: 0.1, cutout: 2}"
      })
  void theSameSeedDistortsTheSameWayAndLevelsStayInRange(String settings) {
    byte[] pixels = picture(COLOR);
    Augmentation augmentation = augmentation(settings, COLOR);
    assertThat(augmentation.isActive()).isTrue();
    Set<Integer> different = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      float[] into = apply(augmentation, pixels, seed);
      assertThat(apply(augmentation, pixels, seed)).containsExactly(into);
      different.add(Arrays.hashCode(into));
      for (float level : into) {
        assertThat(level).isBetween(0f, 255f);
      }
    }
    assertThat(different).hasSizeGreaterThan(3);
  }

  @Test
  void nothingIsAllocated() {
    byte[] pixels = picture(COLOR);
    float[] into = new float[pixels.length];
    RandomStream random = stream(1);
    Augmentation augmentation =
        augmentation(
            "{shift: 1, rotate: 9, scale: 0.1, crop: 0.9, noise: 0.1, brightness: 0.1, cutout: 2}",
            COLOR);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < 2_000; i++) {
      augmentation.apply(pixels, 0, random, Augmentation.LEVELS, into, 0);
    }
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 1_000; i++) {
      augmentation.apply(pixels, 0, random, Augmentation.LEVELS, into, 0);
    }
    long each = (threads.getThreadAllocatedBytes(thread) - before) / 1_000;
    assertThat(each).isLessThan(16);
  }
}
