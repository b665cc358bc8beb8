package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.random.RandomStream;

/** A network that is given batches of up to so many rows. */
public abstract class BatchNetwork<N extends org.deeplearning4j.nn.api.Model>
    extends OwnedNetwork<N> {
  private final int largestBatch;
  private final RandomStream dropoutStream;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   * @param largestBatch the most rows of a batch, at least 1
   */
  BatchNetwork(N network, SavedNetwork saved, int largestBatch, RandomStream dropoutStream) {
    super(network, saved);
    checkArgument(largestBatch >= 1, "the largest batch must be at least 1, not %s", largestBatch);
    this.largestBatch = largestBatch;
    this.dropoutStream = dropoutStream;
  }

  final RandomStream dropoutStream() {
    return dropoutStream;
  }

  final void checkBatch(int batch) {
    checkOpen();
    checkArgument(
        batch >= 1 && batch <= largestBatch,
        "a batch of %s rows was given to a model made for 1 to %s",
        batch,
        largestBatch);
  }
}
