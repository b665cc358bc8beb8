package dev.ensayo.supervised.learning;

import com.google.common.base.Throwables;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The batches of all epochs, one after the other. With a thread of its own the next ones are filled
 * while one is learned from; the batches are the same.
 */
public final class BatchStream implements Stateful, AutoCloseable {
  private static final int BUFFERS = 3;

  private final BatchSource filler;
  private final Batch own;
  private Producer producer;
  private long epoch;
  private int number;

  /**
   * @param otherThread whether a thread of its own fills the next ones
   */
  public BatchStream(BatchSource filler, boolean otherThread) {
    this.filler = filler;
    this.own = otherThread ? null : filler.newBatch();
  }

  /** The next batch; it stays as it is until the next call. */
  public Batch next() {
    Batch batch;
    if (own != null) {
      batch = own;
      filler.fill(batch, epoch, number);
    } else {
      if (producer == null) {
        producer = new Producer(filler, epoch, number);
        producer.start();
      }
      batch = producer.next();
    }
    number++;
    if (batch.endsEpoch) {
      epoch++;
      number = 0;
    }
    return batch;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("batches");
    out.writeLong(epoch);
    out.writeInt(number);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("batches");
    close();
    epoch = in.readLong();
    number = in.readInt();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.end();
      producer = null;
    }
  }

  /** Fills batches ahead. */
  private static final class Producer extends Thread {
    private final BatchSource filler;
    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Object> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
    private long epoch;
    private int number;
    private Batch handedOut;

    Producer(BatchSource filler, long epoch, int number) {
      super("batches of " + Thread.currentThread().getName());
      setDaemon(true);
      this.filler = filler;
      this.epoch = epoch;
      this.number = number;
      for (int i = 0; i < BUFFERS; i++) {
        free.add(filler.newBatch());
      }
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace") // what goes wrong is told to who waits
    public void run() {
      try {
        while (!isInterrupted()) {
          Batch batch = free.take();
          filler.fill(batch, epoch, number);
          number++;
          if (batch.endsEpoch) {
            epoch++;
            number = 0;
          }
          filled.put(batch);
        }
      } catch (InterruptedException e) {
        interrupt();
      } catch (RuntimeException | Error e) {
        filled.add(e);
      }
    }

    Batch next() {
      try {
        if (handedOut != null) {
          free.put(handedOut);
          handedOut = null;
        }
        Object next = filled.take();
        if (next instanceof Throwable failure) {
          Throwables.throwIfUnchecked(failure);
        }
        handedOut = (Batch) next;
        return handedOut;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a batch", e);
      }
    }

    /** Stops the thread; the filler can then be used by another. */
    void end() {
      interrupt();
      boolean interrupted = false;
      while (isAlive()) {
        try {
          join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
