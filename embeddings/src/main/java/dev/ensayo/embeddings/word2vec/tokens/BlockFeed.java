package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * Cuts the corpus, over and over, into blocks with the rate that is due: α falls along a line from
 * the first word to the last of the budget.
 */
public final class BlockFeed implements Stateful, AutoCloseable {
  private final TokenSource source;
  private final long budget;
  private final double start;
  private final double end;
  private long words;
  private boolean atEpochEnd;

  /**
   * @param budget words in all epochs together
   */
  public BlockFeed(TokenSource source, long budget, double start, double end) {
    this.source = source;
    this.budget = budget;
    this.start = start;
    this.end = end;
  }

  /**
   * Fills a block with the next words.
   *
   * @param most words at most
   * @return whether there was any before the end of the epoch; at that end false once
   */
  public boolean fill(TokenBlock block, long most) {
    block.clear((float) rate());
    atEpochEnd = false;
    long size = Math.min(most, block.capacity());
    while (block.size() < size) {
      if (!source.next()) {
        atEpochEnd = true;
        break;
      }
      block.add(source.id(), source.startsSentence());
    }
    words += block.size();
    return block.size() > 0;
  }

  /** Whether the last block ended with the corpus. */
  public boolean atEpochEnd() {
    return atEpochEnd;
  }

  /** α now. */
  public double rate() {
    double done = Math.min(1, (double) words / budget);
    return start + (end - start) * done;
  }

  /** Words so far, in all epochs together. */
  public long words() {
    return words;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("feed");
    out.writeLong(words);
    source.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("feed");
    words = in.readLong();
    source.loadState(in);
  }

  @Override
  public void close() {
    source.close();
  }
}
