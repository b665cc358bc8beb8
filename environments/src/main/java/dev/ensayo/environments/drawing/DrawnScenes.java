package dev.ensayo.environments.drawing;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.SceneSource;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.environments.examples.ClassSelection;
import java.util.EnumMap;
import java.util.Map;

/**
 * Drawn characters on pictures {@code [1, H, W]}, bright ink, the later over the earlier.
 *
 * <p>Each scene comes from a random stream of its own, so that a longer part begins with the
 * shorter one.
 */
final class DrawnScenes implements SceneSource {
  private final DrawnScenesConfig config;
  private final ClassSelection classes;
  private final ScenesSpec spec;
  private final Map<Split, Scenes> drawn = new EnumMap<>(Split.class);

  DrawnScenes(DrawnScenesConfig config) {
    this.config = config;
    this.classes = ClassSelection.of(config.characters().characters(), config.classes());
    this.spec = new ScenesSpec(1, config.height(), config.width(), classes.names());
  }

  @Override
  public ScenesSpec spec() {
    return spec;
  }

  @Override
  public synchronized Scenes scenes(Split split) {
    return drawn.computeIfAbsent(split, this::draw);
  }

  private int count(Split split) {
    return switch (split) {
      case TRAIN -> config.train();
      case VALID -> config.valid();
      case TEST -> config.test();
    };
  }

  private Scenes draw(Split split) {
    int count = count(split);
    byte[] pixels = new byte[Math.multiplyExact(count, spec.pixels())];
    byte[] masks = new byte[pixels.length];
    SeedSequence seeds = new SeedSequence(config.drawingSeed()).child(split.label());
    ScenePainter painter = new ScenePainter(config, classes);
    ImmutableList.Builder<ImmutableList<SceneObject>> objects = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      objects.add(
          painter.paint(seeds.stream(Integer.toString(i)), pixels, masks, i * spec.pixels()));
    }
    return new DrawnPart(spec.pixels(), pixels, masks, objects.build());
  }
}
