package dev.ensayo.core.parallel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** Orders and answers as bytes; numbers keep their bits. */
final class WorkerWire {
  static final int HOME = 0;
  private static final int LEARN = 1;
  private static final int GIVE = 2;
  private static final int GO_ON = 3;
  private static final int SAVE = 4;
  private static final int LOAD = 5;

  private static final int DONE = 0;
  private static final int FAILED = 1;

  private WorkerWire() {}

  static void write(WorkerOrder order, StateWriter out) throws IOException {
    if (order instanceof WorkerOrder.Learn learn) {
      out.writeInt(LEARN);
      out.writeLong(learn.place().epoch());
      out.writeInt(learn.place().number());
      out.writeLong(learn.place().most());
      out.writeBoolean(learn.gives());
    } else if (order instanceof WorkerOrder.Give) {
      out.writeInt(GIVE);
    } else if (order instanceof WorkerOrder.GoOn from) {
      out.writeInt(GO_ON);
      out.writeFloats(from.parameters());
    } else if (order instanceof WorkerOrder.Save) {
      out.writeInt(SAVE);
    } else if (order instanceof WorkerOrder.Load load) {
      out.writeInt(LOAD);
      out.writeBytes(load.state());
    }
    out.flush();
  }

  static void writeHome(StateWriter out) throws IOException {
    out.writeInt(HOME);
    out.flush();
  }

  /**
   * The next order; null where the worker is sent home.
   *
   * @param parameters P
   */
  static WorkerOrder readOrder(StateReader in, int parameters) throws IOException {
    int kind = in.readInt();
    return switch (kind) {
      case HOME -> null;
      case LEARN ->
          new WorkerOrder.Learn(
              new BatchPlace(in.readLong(), in.readInt(), in.readLong()), in.readBoolean());
      case GIVE -> new WorkerOrder.Give();
      case GO_ON -> {
        float[] values = new float[parameters];
        in.readFloats(values);
        yield new WorkerOrder.GoOn(values);
      }
      case SAVE -> new WorkerOrder.Save();
      case LOAD -> new WorkerOrder.Load(in.readBytes());
      default -> throw new IOException("an order of kind " + kind);
    };
  }

  static void write(WorkerAnswer answer, StateWriter out) throws IOException {
    out.writeInt(DONE);
    out.writeInt(answer.told().length);
    out.writeDoubles(answer.told());
    out.writeDouble(answer.weight());
    out.writeInt(answer.values().length);
    out.writeFloats(answer.values());
    out.writeBytes(answer.state());
    out.flush();
  }

  static void writeFailure(String why, StateWriter out) throws IOException {
    out.writeInt(FAILED);
    out.writeString(why);
    out.flush();
  }

  /**
   * @throws WorkerFailedException if that is the answer
   */
  static WorkerAnswer readAnswer(StateReader in) throws IOException {
    if (in.readInt() == FAILED) {
      throw new WorkerFailedException(in.readString());
    }
    double[] told = new double[in.readInt()];
    in.readDoubles(told);
    double weight = in.readDouble();
    float[] values = new float[in.readInt()];
    in.readFloats(values);
    return new WorkerAnswer(told, weight, values, in.readBytes());
  }
}
