package dev.ensayo.environments.drawing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.examples.ImageSet;
import dev.ensayo.environments.examples.PictureShape;
import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Digits and capital letters drawn from strokes: {@code [1, H, W]}, background 0, ink bright.
 *
 * <p>The pictures of one class and part come from one random stream, so that a longer part begins
 * with the shorter one.
 */
final class DrawnCharacters implements ImageSet {
  private final DrawnCharactersConfig config;
  private final ImmutableList<String> classes;
  private final Collection<Integer> drawn;
  private final PictureShape shape;

  /**
   * @param drawn numbers of the classes that are looked at; others stay blank
   */
  DrawnCharacters(DrawnCharactersConfig config, Collection<Integer> drawn) {
    this.config = config;
    this.classes = config.characters().characters();
    this.drawn = drawn;
    this.shape = new PictureShape(1, config.size(), config.size());
  }

  @Override
  public ImmutableList<String> classes() {
    return classes;
  }

  @Override
  public PictureShape shape() {
    return shape;
  }

  private int perClass(Split part) {
    return switch (part) {
      case TRAIN -> config.train();
      case VALID -> config.valid();
      case TEST -> config.test();
    };
  }

  @Override
  public int[] labels(Split part) {
    return IntStream.range(0, perClass(part) * classes.size())
        .map(i -> i % classes.size())
        .toArray();
  }

  @Override
  public byte[] pixels(Split part) {
    int count = perClass(part);
    byte[] pixels = new byte[Math.multiplyExact(count * classes.size(), shape.size())];
    SeedSequence seeds = new SeedSequence(config.drawingSeed()).child(part.label());
    Hand hand = new Hand(config.hand(), config.size());
    for (int c : drawn) {
      RandomStream random = seeds.stream(classes.get(c));
      ImmutableList<Strokes> writings =
          Glyphs.writings(classes.get(c)).stream()
              .map(Strokes::of)
              .collect(ImmutableList.toImmutableList());
      for (int i = 0; i < count; i++) {
        Strokes writing = writings.get(random.nextInt(writings.size()));
        hand.draw(writing, random, pixels, (i * classes.size() + c) * shape.size());
      }
    }
    return pixels;
  }

  @Override
  public Map<String, String> sha256() {
    return ImmutableMap.of();
  }

  @Override
  public String name() {
    return "the drawn characters";
  }
}
