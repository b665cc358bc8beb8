package dev.ensayo.environments.drawing;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.environments.examples.ClassSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Paints scenes: characters of drawn classes and sizes at drawn places, so that no box covers more
 * of another than is allowed. Not thread-safe.
 */
final class ScenePainter {
  /** Places that are tried for a character. */
  private static final int PLACES = 50;

  /** Pictures that are begun until one has room for the characters it must have. */
  private static final int BEGINNINGS = 100;

  private final DrawnScenesConfig config;
  private final ImmutableList<ImmutableList<Strokes>> writings;
  private final Handwriting withoutNoise;
  private final Map<Integer, Hand> hands = new HashMap<>();
  private final Canvas canvas;

  ScenePainter(DrawnScenesConfig config, ClassSelection classes) {
    this.config = config;
    this.writings =
        classes.names().stream()
            .map(ScenePainter::writings)
            .collect(ImmutableList.toImmutableList());
    Handwriting hand = config.hand();
    this.withoutNoise =
        new Handwriting(
            hand.rotate(),
            hand.slant(),
            hand.scale(),
            hand.shift(),
            hand.elastic(),
            hand.thinnest(),
            hand.thickest(),
            hand.palest(),
            0);
    this.canvas = new Canvas(config.width(), config.height());
  }

  private static ImmutableList<Strokes> writings(String character) {
    return Glyphs.writings(character).stream()
        .map(Strokes::of)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Paints one scene.
   *
   * @param pixels receives {@code [1, H, W]} from {@code offset} on
   * @param masks receives {@code [H, W]} from {@code offset} on
   * @return what is on it, from the lowest to the one on top
   * @throws InvalidSettingException at {@code fewest} if there is no room for so many
   */
  ImmutableList<SceneObject> paint(RandomStream random, byte[] pixels, byte[] masks, int offset) {
    for (int beginning = 0; beginning < BEGINNINGS; beginning++) {
      List<SceneObject> objects = tryToPaint(random);
      if (objects.size() >= config.fewest()) {
        canvas.write(config.hand().noise(), random, pixels, masks, offset);
        return ImmutableList.copyOf(objects);
      }
    }
    throw new InvalidSettingException(
        "fewest",
        "no room was found for %d characters on %d×%d pixels; fewer, smaller, or with more overlap"
            .formatted(config.fewest(), config.width(), config.height()));
  }

  private List<SceneObject> tryToPaint(RandomStream random) {
    canvas.clear(config.background(), random);
    for (int i = 0; i < config.clutter(); i++) {
      Specimen stroke = write(anyStroke(random), random);
      canvas.paint(
          stroke,
          corner(config.width(), stroke.width(), random),
          corner(config.height(), stroke.height(), random),
          0);
    }
    int wanted = config.fewest() + random.nextInt(config.most() - config.fewest() + 1);
    List<SceneObject> objects = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      int label = random.nextInt(writings.size());
      ImmutableList<Strokes> ways = writings.get(label);
      Specimen specimen = write(ways.get(random.nextInt(ways.size())), random);
      place(specimen, objects, random)
          .ifPresent(
              box -> {
                canvas.paint(specimen, (int) box.left(), (int) box.top(), 1 + label);
                objects.add(new SceneObject(label, box));
              });
    }
    return objects;
  }

  /** Writes on a sheet of a drawn size. */
  private Specimen write(Strokes strokes, RandomStream random) {
    int side = config.smallest() + random.nextInt(config.largest() - config.smallest() + 1);
    byte[] levels = new byte[side * side];
    hands.computeIfAbsent(side, s -> new Hand(withoutNoise, s)).draw(strokes, random, levels, 0);
    return Specimen.of(side, levels);
  }

  /** A quadratic curve between drawn points of the unit square. */
  private static Strokes anyStroke(RandomStream random) {
    return Strokes.of(
        String.format(
            Locale.ROOT,
            "M %.4f %.4f Q %.4f %.4f %.4f %.4f",
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble()));
  }

  /** Where a box's first column or row is, so that the box lies on the picture. */
  private static int corner(int canvasSide, int boxSide, RandomStream random) {
    return random.nextInt(canvasSide - boxSide + 1);
  }

  private Optional<Box> place(Specimen specimen, List<SceneObject> others, RandomStream random) {
    if (specimen.isBlank()) {
      return Optional.empty();
    }
    for (int attempt = 0; attempt < PLACES; attempt++) {
      Box box =
          specimen.boxAt(
              corner(config.width(), specimen.width(), random),
              corner(config.height(), specimen.height(), random));
      if (others.stream().allMatch(other -> isApart(box, other.box()))) {
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }

  private boolean isApart(Box one, Box other) {
    return one.intersection(other) <= config.overlap() * Math.min(one.area(), other.area());
  }
}
