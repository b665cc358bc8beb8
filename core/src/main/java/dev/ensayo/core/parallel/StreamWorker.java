package dev.ensayo.core.parallel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** A worker of another process than the one who leads; {@link StreamLink} is at the other end. */
public final class StreamWorker {
  private StreamWorker() {}

  /**
   * Does what it is told until it is sent home. What it cannot do it answers.
   *
   * @param rank its own
   * @param replicas makes its replica, which is closed at the end
   * @throws IOException if the line breaks
   */
  public static void serve(int rank, InputStream in, OutputStream out, Supplier<Replica> replicas)
      throws IOException {
    StateWriter answers = new StateWriter(out);
    try (Replica replica = replicas.get()) {
      StateReader orders = new StateReader(in);
      OrderBook book = new OrderBook(replica);
      int parameters = replica.parameterCount();
      for (WorkerOrder order = WorkerWire.readOrder(orders, parameters);
          order != null;
          order = WorkerWire.readOrder(orders, parameters)) {
        WorkerAnswer answer = book.carryOut(order);
        if (answer != null) {
          WorkerWire.write(answer, answers);
        }
      }
    } catch (RuntimeException | Error e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      WorkerWire.writeFailure("worker " + rank + ": " + message, answers);
      hearOut(in);
    }
  }

  /** Who leads may still be sending, and a line that is cut would take the answer with it. */
  private static void hearOut(InputStream in) throws IOException {
    byte[] unheard = new byte[1 << 16];
    int count = 0;
    while (count >= 0) {
      count = in.read(unheard);
    }
  }
}
