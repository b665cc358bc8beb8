package dev.ensayo.supervised.segmenter;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.SceneSource;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;

/** Pictures of 8 × 8 pixels with one square of 4 × 4: a full one, or one with a hole of 2 × 2. */
final class DrawnSquares implements SceneSource {
  static final int SIDE = 8;
  private static final int SQUARE = 4;

  private final int train;
  private final int others;

  /**
   * @param others pictures of the validation part, and of the test part
   */
  DrawnSquares(int train, int others) {
    this.train = train;
    this.others = others;
  }

  @Override
  public ScenesSpec spec() {
    return new ScenesSpec(1, SIDE, SIDE, ImmutableList.of("full", "hollow"));
  }

  @Override
  public Scenes scenes(Split split) {
    int size = split == Split.TRAIN ? train : others;
    byte[] pictures = new byte[size * SIDE * SIDE];
    byte[] masks = new byte[pictures.length];
    ImmutableList.Builder<ImmutableList<SceneObject>> objects = ImmutableList.builder();
    RandomStream random = new SeedSequence(7).stream(split.label());
    for (int i = 0; i < size; i++) {
      int label = random.nextInt(2);
      int left = random.nextInt(SIDE - SQUARE + 1);
      int top = random.nextInt(SIDE - SQUARE + 1);
      for (int at = 0; at < SQUARE * SQUARE; at++) {
        int y = at / SQUARE;
        int x = at % SQUARE;
        boolean hole = label == 1 && y % 3 != 0 && x % 3 != 0;
        if (!hole) {
          int pixel = (i * SIDE + top + y) * SIDE + left + x;
          pictures[pixel] = (byte) (200 + random.nextInt(56));
          masks[pixel] = (byte) (1 + label);
        }
      }
      objects.add(ImmutableList.of(new SceneObject(label, new Box(left, top, SQUARE, SQUARE))));
    }
    return new Squares(pictures, masks, objects.build());
  }

  private record Squares(
      byte[] pictures, byte[] masks, ImmutableList<ImmutableList<SceneObject>> all)
      implements Scenes {
    @Override
    public int size() {
      return all.size();
    }

    @Override
    public void read(int index, float[] into, int offset) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        into[offset + i] = Byte.toUnsignedInt(pictures[index * SIDE * SIDE + i]) / 255f;
      }
    }

    @Override
    public byte[] picture(int index) {
      byte[] picture = new byte[SIDE * SIDE];
      System.arraycopy(pictures, index * SIDE * SIDE, picture, 0, picture.length);
      return picture;
    }

    @Override
    public ImmutableList<SceneObject> objects(int index) {
      return all.get(index);
    }

    @Override
    public void readMask(int index, byte[] into, int offset) {
      System.arraycopy(masks, index * SIDE * SIDE, into, offset, SIDE * SIDE);
    }
  }
}
