package dev.ensayo.experiments.sharing;

import dev.ensayo.core.file.Fence;
import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets one process at a time do what concerns a whole study: begin it, write its report. The others
 * wait; one that dies within is followed when its lease has expired.
 *
 * @param directory of the study
 * @param leases how it is taken
 * @param waiting hears what is waited for, once for each time, after a second of it
 */
public record StudyGate(StudyDirectory directory, LeaseKeeper leases, Consumer<String> waiting) {
  private static final long LOOK_MILLIS = 50;
  private static final long SAID_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * What is done alone.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does it.
     *
     * @param fence is to be checked before what must not be written by two
     */
    T carryOut(Fence fence) throws IOException, InterruptedException;
  }

  /** The folder cannot be written; the message says which, and why. */
  public static final class ShutException extends IOException {
    private static final long serialVersionUID = 1L;

    private ShutException(Path folder, IOException cause) {
      super(
          "'"
              + folder
              + "' cannot be written ("
              + cause.getClass().getSimpleName()
              + ": "
              + cause.getMessage()
              + ")",
          cause);
    }
  }

  /**
   * Does something alone, when its turn has come.
   *
   * @throws ShutException if no file can be made in the folder
   * @throws IOException what the work threw
   */
  public <T> T alone(Work<T> work) throws IOException, InterruptedException {
    Lease lease = take();
    try {
      return work.carryOut(lease);
    } finally {
      lease.remove();
    }
  }

  private Lease take() throws ShutException, InterruptedException {
    long began = System.nanoTime();
    boolean said = false;
    while (true) {
      LeaseKeeper.Attempt attempt = tryTake();
      if (attempt.lease().isPresent()) {
        return attempt.lease().get();
      }
      if (!said && System.nanoTime() - began >= SAID_AFTER_NANOS) {
        waiting.accept(
            "waiting for " + attempt.holder().map(LeaseNote::words).orElse("another process"));
        said = true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private LeaseKeeper.Attempt tryTake() throws ShutException {
    try {
      Files.createDirectories(directory.sharing());
      return leases.tryTake(directory.sharing());
    } catch (IOException e) {
      throw new ShutException(directory.path(), e);
    }
  }
}
