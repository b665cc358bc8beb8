package dev.ensayo.supervised.distributed;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.Comparator;

/**
 * Something that happens at a moment of virtual time. What happens at the same moment happens in
 * the order of the workers' numbers, and of one worker in the order in which it was begun.
 *
 * @param seconds when
 * @param worker whose, from 0
 * @param number of the event, of all that were begun
 * @param kind what
 * @param answered whether the server sends its parameters back
 * @param basis how many steps the shared parameters had taken when the worker copied them
 * @param gradient what comes in at the server; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // moved, never compared
record Event(
    double seconds,
    int worker,
    long number,
    Kind kind,
    boolean answered,
    long basis,
    float[] gradient)
    implements Comparable<Event> {
  /** What happens. */
  enum Kind {
    /** A worker has computed a gradient. */
    COMPUTED,
    /** A sum of gradients comes in at the server. */
    PUSHED,
    /** A wish for parameters comes in at the server. */
    ASKED
  }

  private static final Comparator<Event> ORDER =
      Comparator.comparingDouble(Event::seconds)
          .thenComparingInt(Event::worker)
          .thenComparingLong(Event::number);

  @Override
  public int compareTo(Event other) {
    return ORDER.compare(this, other);
  }

  void write(StateWriter out) throws IOException {
    out.writeDouble(seconds);
    out.writeInt(worker);
    out.writeLong(number);
    out.writeString(kind.name());
    out.writeBoolean(answered);
    out.writeLong(basis);
    out.writeInt(gradient.length);
    out.writeFloats(gradient);
  }

  static Event read(StateReader in) throws IOException {
    double seconds = in.readDouble();
    int worker = in.readInt();
    long number = in.readLong();
    Kind kind = Kind.valueOf(in.readString());
    boolean answered = in.readBoolean();
    long basis = in.readLong();
    float[] gradient = new float[in.readInt()];
    in.readFloats(gradient);
    return new Event(seconds, worker, number, kind, answered, basis, gradient);
  }
}
