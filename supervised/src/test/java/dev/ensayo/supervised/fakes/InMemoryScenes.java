package dev.ensayo.supervised.fakes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.SceneSource;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Full squares and hollow ones on pictures of 24 × 16 pixels, none over another. */
public final class InMemoryScenes implements SceneSource {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 16;

  private static final ScenesSpec SPEC =
      new ScenesSpec(1, HEIGHT, WIDTH, ImmutableList.of("full", "hollow"));

  private final Map<Split, Part> parts = new EnumMap<>(Split.class);

  /**
   * Draws scenes of up to three squares.
   *
   * @param sizes scenes of each part; none of those that are missing
   */
  public static InMemoryScenes of(Map<Split, Integer> sizes) {
    InMemoryScenes scenes = new InMemoryScenes();
    for (Split split : Split.values()) {
      Part part = new Part();
      RandomStream random = new SeedSequence(7).stream(split.label());
      for (int i = 0; i < sizes.getOrDefault(split, 0); i++) {
        part.add(random);
      }
      scenes.parts.put(split, part);
    }
    return scenes;
  }

  @Override
  public ScenesSpec spec() {
    return SPEC;
  }

  @Override
  public Scenes scenes(Split split) {
    return parts.get(split);
  }

  private static final class Part implements Scenes {
    private final List<ImmutableList<SceneObject>> objects = new ArrayList<>();
    private final List<byte[]> masks = new ArrayList<>();

    void add(RandomStream random) {
      byte[] mask = new byte[WIDTH * HEIGHT];
      List<SceneObject> own = new ArrayList<>();
      int wanted = random.nextInt(4);
      for (int i = 0; i < wanted; i++) {
        int side = 4 + random.nextInt(3);
        Box box = new Box(random.nextInt(WIDTH - side), random.nextInt(HEIGHT - side), side, side);
        if (own.stream().allMatch(other -> other.box().intersection(box) == 0)) {
          SceneObject object = new SceneObject(random.nextInt(2), box);
          paint(object, mask);
          own.add(object);
        }
      }
      objects.add(ImmutableList.copyOf(own));
      masks.add(mask);
    }

    private static void paint(SceneObject object, byte[] mask) {
      Box box = object.box();
      for (int y = (int) box.top(); y < box.bottom(); y++) {
        for (int x = (int) box.left(); x < box.right(); x++) {
          boolean inside =
              x > box.left() && x < box.right() - 1 && y > box.top() && y < box.bottom() - 1;
          if (object.label() == 0 || !inside) {
            mask[y * WIDTH + x] = (byte) (1 + object.label());
          }
        }
      }
    }

    @Override
    public int size() {
      return objects.size();
    }

    @Override
    public void read(int index, float[] into, int offset) {
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        into[offset + i] = masks.get(index)[i] == 0 ? 0 : 1;
      }
    }

    @Override
    public byte[] picture(int index) {
      byte[] picture = new byte[WIDTH * HEIGHT];
      for (int i = 0; i < picture.length; i++) {
        picture[i] = (byte) (masks.get(index)[i] == 0 ? 0 : 255);
      }
      return picture;
    }

    @Override
    public ImmutableList<SceneObject> objects(int index) {
      return objects.get(index);
    }

    @Override
    public void readMask(int index, byte[] into, int offset) {
      System.arraycopy(masks.get(index), 0, into, offset, WIDTH * HEIGHT);
    }
  }
}
