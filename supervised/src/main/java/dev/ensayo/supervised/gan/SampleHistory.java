package dev.ensayo.supervised.gan;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of several moments of the training. When there are too many moments every other one is
 * let go, and so with those that come: what is kept does not depend on how long the training is to
 * be.
 */
final class SampleHistory implements Stateful {
  /** Samples of one moment. */
  record Moment(long position, float[] samples) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private static final int MOST = 32;

  private final List<Moment> moments = new ArrayList<>();
  private long stride = 1;

  /** Whether the samples of a test would be kept. */
  boolean wants(long test) {
    return test % stride == 0;
  }

  /**
   * Keeps the samples of a test that is wanted.
   *
   * @param position of the training's clock
   * @param samples belong to this from now on
   */
  void add(long position, float[] samples) {
    moments.add(new Moment(position, samples));
    if (moments.size() > MOST) {
      for (int i = moments.size() - 2; i > 0; i -= 2) {
        moments.remove(i);
      }
      stride *= 2;
    }
  }

  /**
   * Some of the moments, each about twice as late as the one before, the first and the last among
   * them.
   *
   * @param most at least 2
   */
  List<Moment> chosen(int most) {
    List<Moment> chosen = new ArrayList<>();
    int last = moments.size() - 1;
    for (int i = 0; i <= last; i++) {
      if (i == 0 || isChosen(i, last, most)) {
        chosen.add(moments.get(i));
      }
    }
    return chosen;
  }

  private static boolean isChosen(int place, int last, int most) {
    for (int k = 0; k < most - 1; k++) {
      if (place == last >> k) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeLong(stride);
    out.writeInt(moments.size());
    for (Moment moment : moments) {
      out.writeLong(moment.position());
      out.writeInt(moment.samples().length);
      out.writeFloats(moment.samples());
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    moments.clear();
    stride = in.readLong();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long position = in.readLong();
      float[] samples = new float[in.readInt()];
      in.readFloats(samples);
      moments.add(new Moment(position, samples));
    }
  }
}
