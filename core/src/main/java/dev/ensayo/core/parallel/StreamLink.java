package dev.ensayo.core.parallel;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The line to a worker of another process; {@link StreamWorker} is at its other end. */
public final class StreamLink implements WorkerLink {
  private final int rank;
  private final StateReader in;
  private final StateWriter out;
  private final Closeable connection;

  /**
   * @param rank of the worker
   * @param connection ended with the link
   */
  public StreamLink(int rank, InputStream in, OutputStream out, Closeable connection) {
    this.rank = rank;
    this.in = new StateReader(in);
    this.out = new StateWriter(out);
    this.connection = connection;
  }

  @Override
  public void send(WorkerOrder order) {
    try {
      WorkerWire.write(order, out);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  @Override
  public WorkerAnswer receive() {
    try {
      return WorkerWire.readAnswer(in);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private WorkerLostException lost(IOException e) {
    return new WorkerLostException("worker " + rank + " was lost: " + e, e);
  }

  @Override
  @SuppressWarnings("CatchAndPrintStackTrace") // a worker who is gone has gone home
  public void close() {
    try (connection) {
      WorkerWire.writeHome(out);
    } catch (IOException e) {
      return;
    }
  }
}
