package dev.ensayo.supervised.segmenter;

import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchSource;
import dev.ensayo.supervised.learning.EpochOrder;
import java.util.Arrays;

/** Batches of pictures whose targets are the class of each pixel, a plane for each class. */
final class SceneBatches implements BatchSource {
  private final Scenes scenes;
  private final ScenesSpec spec;
  private final int batchSize;
  private final EpochOrder order;
  private final byte[] mask;

  SceneBatches(Scenes scenes, ScenesSpec spec, int batchSize, SeedSequence seeds) {
    this.scenes = scenes;
    this.spec = spec;
    this.batchSize = batchSize;
    this.order = new EpochOrder(seeds, scenes.size());
    this.mask = new byte[spec.pixels()];
  }

  @Override
  public Batch newBatch() {
    return new Batch(
        Math.min(batchSize, scenes.size()),
        spec.pictureSize(),
        SegmenterNetwork.scores(spec) * spec.pixels());
  }

  @Override
  public void fill(Batch batch, long epoch, int number) {
    int[] indices = order.of(epoch);
    int from = number * batchSize;
    int rows = Math.min(batchSize, indices.length - from);
    int outputs = SegmenterNetwork.scores(spec) * spec.pixels();
    Arrays.fill(batch.targets(), 0, rows * outputs, 0);
    for (int row = 0; row < rows; row++) {
      scenes.read(indices[from + row], batch.inputs(), row * spec.pictureSize());
      scenes.readMask(indices[from + row], mask, 0);
      for (int pixel = 0; pixel < mask.length; pixel++) {
        int of = Byte.toUnsignedInt(mask[pixel]);
        batch.targets()[row * outputs + of * mask.length + pixel] = 1;
      }
    }
    batch.hold(rows, from + rows == indices.length);
  }
}
