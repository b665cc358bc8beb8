package dev.ensayo.environments.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.SceneSource;
import dev.ensayo.core.scenes.Scenes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawnScenesTest {
  /** Ink without noise, so that what is bright can be told from what is not. */
  private static final String CLEAN = "hand: {noise: 0, palest: 1, thinnest: 0.12}";

  private static SceneSource open(String settings) {
    return new DrawnScenesProvider().open(Settings.of(DrawnScenesConfig.class, settings));
  }

  private static byte[] mask(SceneSource source, Scenes scenes, int index) {
    byte[] mask = new byte[source.spec().pixels()];
    scenes.readMask(index, mask, 0);
    return mask;
  }

  @Test
  void partsHaveTheirSizesAndDiffer() {
    SceneSource source = open("{width: 48, height: 32, train: 3, valid: 2, test: 0}");
    assertThat(source.spec().kind()).isEqualTo("scenes");
    assertThat(source.spec().pictureSize()).isEqualTo(48 * 32);
    assertThat(source.spec().classes()).hasSize(10);
    Scenes train = source.scenes(Split.TRAIN);
    assertThat(train.size()).isEqualTo(3);
    assertThat(source.scenes(Split.VALID).size()).isEqualTo(2);
    assertThat(source.scenes(Split.TEST).size()).isZero();
    assertThat(train.picture(0)).isNotEqualTo(source.scenes(Split.VALID).picture(0));
    assertThat(source.scenes(Split.TRAIN)).isSameAs(train);
    float[] read = new float[1 + source.spec().pictureSize()];
    train.read(1, read, 1);
    byte[] picture = train.picture(1);
    for (int i = 0; i < picture.length; i++) {
      assertThat(read[1 + i]).isEqualTo((picture[i] & 0xFF) / 255f);
    }
  }

  /** One character alone: its box is that of its mask, and the mask that of bright pixels. */
  @Test
  void boxesAndMasksAreThoseOfTheInk() {
    SceneSource source = open("{fewest: 1, most: 1, train: 60, " + CLEAN + "}");
    Scenes scenes = source.scenes(Split.TRAIN);
    for (int i = 0; i < scenes.size(); i++) {
      SceneObject only = scenes.objects(i).get(0);
      byte[] mask = mask(source, scenes, i);
      assertThat(around(mask, 64, 1 + only.label())).isEqualTo(only.box());
      byte[] picture = scenes.picture(i);
      for (int pixel = 0; pixel < mask.length; pixel++) {
        assertThat(mask[pixel] != 0).isEqualTo((picture[pixel] & 0xFF) >= 128);
      }
    }
  }

  /** Of boxes that share nothing, each holds the pixels of its class and no others. */
  @Test
  void whereNothingOverlapsEachBoxIsThatOfItsPixels() {
    SceneSource source = open("{most: 5, overlap: 0, train: 60}");
    Scenes scenes = source.scenes(Split.TRAIN);
    for (int i = 0; i < scenes.size(); i++) {
      byte[] rest = mask(source, scenes, i);
      for (SceneObject object : scenes.objects(i)) {
        Box box = object.box();
        byte[] inside = new byte[rest.length];
        for (int y = (int) box.top(); y < box.bottom(); y++) {
          for (int x = (int) box.left(); x < box.right(); x++) {
            inside[y * 64 + x] = rest[y * 64 + x];
            rest[y * 64 + x] = 0;
          }
        }
        assertThat(around(inside, 64, 1 + object.label())).isEqualTo(box);
        assertThat(inside).containsOnly(0, 1 + object.label());
      }
      assertThat(rest).containsOnly(0);
    }
  }

  /** Around all pixels of a class. */
  private static Box around(byte[] mask, int width, int maskClass) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == maskClass) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, i / width);
        bottom = Math.max(bottom, i / width);
      }
    }
    return new Box(left, top, right + 1 - left, bottom + 1 - top);
  }

  /** Thick bars that cross: the mask has the class of the later, in full. */
  @Test
  void theLaterLiesOnTop() {
    Canvas canvas = new Canvas(8, 8);
    RandomStream random = new SeedSequence(1).stream("test");
    byte[] square = new byte[16];
    Arrays.fill(square, (byte) 200);
    Specimen four = Specimen.of(4, square);
    canvas.clear(0, random);
    canvas.paint(four, 1, 1, 1);
    canvas.paint(four, 3, 3, 2);
    byte[] pixels = new byte[64];
    byte[] mask = new byte[64];
    canvas.write(0, random, pixels, mask, 0);
    assertThat(mask[1 * 8 + 1]).isEqualTo((byte) 1);
    assertThat(mask[3 * 8 + 3]).isEqualTo((byte) 2);
    assertThat(mask[6 * 8 + 6]).isEqualTo((byte) 2);
    assertThat(mask[7 * 8 + 7]).isZero();
    assertThat(pixels[3 * 8 + 3] & 0xFF).isEqualTo(200);
  }

  @Test
  void thereAreAsManyAsAskedForAndTheyOverlapNoMore() {
    SceneSource source =
        open("{classes: [3, 8], fewest: 2, most: 6, overlap: 0.3, train: 200, smallest: 12}");
    Scenes scenes = source.scenes(Split.TRAIN);
    boolean[] seen = new boolean[7];
    double most = 0;
    for (int i = 0; i < scenes.size(); i++) {
      List<SceneObject> objects = scenes.objects(i);
      assertThat(objects).hasSizeBetween(2, 6).allMatch(object -> object.label() <= 1);
      seen[objects.size()] = true;
      for (int a = 0; a < objects.size(); a++) {
        Box one = objects.get(a).box();
        assertThat(one.left() >= 0 && one.top() >= 0 && one.right() <= 64 && one.bottom() <= 64)
            .isTrue();
        for (int b = 0; b < a; b++) {
          Box other = objects.get(b).box();
          most = Math.max(most, one.intersection(other) / Math.min(one.area(), other.area()));
        }
      }
    }
    assertThat(seen).containsExactly(false, false, true, true, true, true, true);
    assertThat(most).isBetween(0.2, 0.3);
  }

  @Test
  void moreScenesBeginWithFewerAndTheSeedDecides() {
    Scenes few = open("{train: 3, clutter: 2, background: 0.3}").scenes(Split.TRAIN);
    Scenes many = open("{train: 5, clutter: 2, background: 0.3}").scenes(Split.TRAIN);
    for (int i = 0; i < few.size(); i++) {
      assertThat(many.picture(i)).isEqualTo(few.picture(i));
      assertThat(many.objects(i)).isEqualTo(few.objects(i));
    }
    Scenes other = open("{train: 3, drawingSeed: 1}").scenes(Split.TRAIN);
    assertThat(other.objects(0)).isNotEqualTo(few.objects(0));
  }

  /** Nothing but strokes and a background: no objects, and no class anywhere. */
  @Test
  void clutterBelongsToNothing() {
    SceneSource source = open("{fewest: 0, most: 1, clutter: 3, background: 0.2, train: 20}");
    Scenes scenes = source.scenes(Split.TRAIN);
    int empty = 0;
    for (int i = 0; i < scenes.size(); i++) {
      if (scenes.objects(i).isEmpty()) {
        empty++;
        assertThat(mask(source, scenes, i)).containsOnly(0);
        int bright = 0;
        for (byte level : scenes.picture(i)) {
          bright += (level & 0xFF) > 128 ? 1 : 0;
        }
        assertThat(bright).isPositive();
      }
    }
    assertThat(empty).isBetween(3, 17);
  }

  /** Sheets that characters are written beside leave nothing to see. */
  @Test
  void whatCannotBeSeenIsNoObject() {
    Scenes scenes = open("{fewest: 0, most: 3, train: 40, hand: {shift: 1}}").scenes(Split.TRAIN);
    for (int i = 0; i < scenes.size(); i++) {
      assertThat(scenes.objects(i)).allMatch(object -> object.box().area() >= 1);
    }
  }

  @Test
  void whatCannotBeIsToldInOneLine() {
    assertThatThrownBy(() -> open("{fewest: 5, most: 3}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fewest")
        .hasMessageContaining("5 is more than most, 3");
    assertThatThrownBy(() -> open("{smallest: 30}")).hasMessageContaining("more than largest, 28");
    assertThatThrownBy(() -> open("{height: 20}")).hasMessageContaining("more than height, 20");
    assertThatThrownBy(() -> open("{classes: [1, x]}")).hasMessageContaining("no class 'x'");
    SceneSource crowded = open("{fewest: 30, most: 30, overlap: 0, train: 1}");
    assertThatThrownBy(() -> crowded.scenes(Split.TRAIN))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("no room was found for 30 characters on 64×64 pixels");
  }

  @Test
  void theScenesDoNotChangeFromOneMachineToAnother() {
    SceneSource source = open("{train: 20, clutter: 1, background: 0.2}");
    Scenes scenes = source.scenes(Split.TRAIN);
    Hasher hasher = Hashing.sha256().newHasher();
    for (int i = 0; i < scenes.size(); i++) {
      hasher.putBytes(scenes.picture(i)).putBytes(mask(source, scenes, i));
      for (SceneObject object : scenes.objects(i)) {
        Box box = object.box();
        hasher
            .putInt(object.label())
            .putDouble(box.left())
            .putDouble(box.top())
            .putDouble(box.width())
            .putDouble(box.height());
      }
    }
    assertThat(hasher.hash())
        .hasToString("3c8608c8648a9c6539c16e1869b9e192e526dc6d6084dbaa9173df001627af30");
  }
}
