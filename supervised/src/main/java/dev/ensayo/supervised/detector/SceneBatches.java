package dev.ensayo.supervised.detector;

import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.supervised.learning.Batch;
import dev.ensayo.supervised.learning.BatchSource;
import dev.ensayo.supervised.learning.EpochOrder;

/** Batches of pictures, with the boxes of a grid that shall find what is on them as targets. */
final class SceneBatches implements BatchSource {
  private final Scenes scenes;
  private final int pictureSize;
  private final BoxGrid grid;
  private final int batchSize;
  private final EpochOrder order;

  SceneBatches(Scenes scenes, ScenesSpec spec, BoxGrid grid, int batchSize, SeedSequence seeds) {
    this.scenes = scenes;
    this.pictureSize = spec.pictureSize();
    this.grid = grid;
    this.batchSize = batchSize;
    this.order = new EpochOrder(seeds, scenes.size());
  }

  @Override
  public Batch newBatch() {
    return new Batch(
        Math.min(batchSize, scenes.size()), pictureSize, grid.boxes() * BoxGrid.TARGET);
  }

  @Override
  public void fill(Batch batch, long epoch, int number) {
    int[] indices = order.of(epoch);
    int from = number * batchSize;
    int rows = Math.min(batchSize, indices.length - from);
    for (int row = 0; row < rows; row++) {
      int index = indices[from + row];
      scenes.read(index, batch.inputs(), row * pictureSize);
      grid.assign(scenes.objects(index), batch.targets(), row * grid.boxes() * BoxGrid.TARGET);
    }
    batch.hold(rows, from + rows == indices.length);
  }
}
