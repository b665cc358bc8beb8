package dev.ensayo.agents.replay;

import com.google.common.annotations.VisibleForTesting;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The observations of a stream of experience, each once, numbered from 0 as they come; the oldest
 * are forgotten.
 *
 * <p>They lie in chunks of equal length, which are taken when they are needed and used again when
 * all in them is forgotten, so that the memory is that of what is remembered and one chunk more.
 * Apart from new chunks nothing is allocated.
 *
 * @param <T> an array that holds a chunk
 */
abstract sealed class FrameStore<T> implements Stateful permits FloatFrames, ByteFrames, BitFrames {
  /** About so many numbers lie in a chunk, however much is remembered: checkpoints rely on it. */
  private static final int NUMBERS_OF_CHUNK = 1 << 14;

  private final int size;
  private final int rowBits;
  private final List<T> chunks;
  private final Deque<T> unused = new ArrayDeque<>();
  private long oldest;
  private long next;

  /**
   * @param size length {@code F} of an observation
   * @param mostFrames the largest number that is remembered at once
   */
  FrameStore(int size, long mostFrames) {
    this.size = size;
    int rows = Integer.highestOneBit(Math.max(1, NUMBERS_OF_CHUNK / size));
    this.rowBits = Integer.numberOfTrailingZeros(rows);
    int mostChunks = Math.toIntExact((mostFrames >> rowBits) + 2);
    this.chunks = new ArrayList<>(Collections.nCopies(mostChunks, null));
  }

  /** A store that keeps observations of that kind without loss in the least memory. */
  static FrameStore<?> of(ObservationSpec spec, long mostFrames) {
    return switch (spec.kind()) {
      case CONTINUOUS, DISCRETE -> new FloatFrames(spec.size(), mostFrames);
      case BYTES -> new ByteFrames(spec.size(), mostFrames);
      case BITS -> new BitFrames(spec.size(), mostFrames);
    };
  }

  /** Bytes that one observation takes. */
  static long bytesOfFrame(ObservationSpec spec) {
    return switch (spec.kind()) {
      case CONTINUOUS, DISCRETE -> (long) spec.size() * Float.BYTES;
      case BYTES -> spec.size();
      case BITS -> BitFrames.bytes(spec.size());
    };
  }

  final int size() {
    return size;
  }

  private int rows() {
    return 1 << rowBits;
  }

  /**
   * Takes the next observation.
   *
   * @param observation {@code [F]}
   * @return its number
   */
  final long append(float[] observation) {
    put(chunkOf(next, true), row(next), observation);
    return next++;
  }

  private int row(long frame) {
    return (int) frame & (rows() - 1);
  }

  private T chunkOf(long frame, boolean create) {
    int place = (int) ((frame >> rowBits) % chunks.size());
    T chunk = chunks.get(place);
    if (chunk == null && create) {
      chunk = unused.isEmpty() ? newChunk(rows()) : unused.pop();
      chunks.set(place, chunk);
    }
    return chunk;
  }

  /** Forgets all observations before one, which is not forgotten already. */
  final void forgetBefore(long frame) {
    for (long chunk = oldest >> rowBits; chunk < frame >> rowBits; chunk++) {
      int place = (int) (chunk % chunks.size());
      unused.push(chunks.get(place));
      chunks.set(place, null);
    }
    oldest = frame;
  }

  /**
   * Copies remembered observations out.
   *
   * @param frames their numbers, {@code count} of them
   * @param target receives {@code [count, F]}
   */
  final void gather(long[] frames, int count, float[] target) {
    for (int b = 0; b < count; b++) {
      get(chunkOf(frames[b], false), row(frames[b]), target, b * size);
    }
  }

  /** Chunks that were ever needed at once. */
  @VisibleForTesting
  final int chunksTaken() {
    return unused.size() + (int) chunks.stream().filter(chunk -> chunk != null).count();
  }

  abstract T newChunk(int rows);

  /** Puts an observation into a row of a chunk. */
  abstract void put(T chunk, int row, float[] source);

  /** Copies a row of a chunk out, to {@code target[offset .. offset + F)}. */
  abstract void get(T chunk, int row, float[] target, int offset);

  /** Writes rows {@code from} to {@code to}, excluded. */
  abstract void write(T chunk, int from, int to, StateWriter out) throws IOException;

  /** Reads rows {@code from} to {@code to}, excluded. */
  abstract void read(T chunk, int from, int to, StateReader in) throws IOException;

  @Override
  public final void saveState(StateWriter out) throws IOException {
    out.section("frames");
    out.writeLong(oldest);
    out.writeLong(next);
    for (long first = oldest; first < next; first = endOfChunk(first)) {
      write(chunkOf(first, false), row(first), row(endOfChunk(first) - 1) + 1, out);
    }
  }

  /** The first number behind the chunk of one, or behind all. */
  private long endOfChunk(long frame) {
    return Math.min(next, ((frame >> rowBits) + 1) << rowBits);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    in.section("frames");
    Collections.fill(chunks, null);
    unused.clear();
    oldest = in.readLong();
    next = in.readLong();
    for (long first = oldest; first < next; first = endOfChunk(first)) {
      read(chunkOf(first, true), row(first), row(endOfChunk(first) - 1) + 1, in);
    }
  }
}
