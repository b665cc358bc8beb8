package dev.ensayo.experiments.faults;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that commands meet. */
final class Faults {
  private Faults() {}

  /** Lets everything pass, and counts. */
  static final class Counting implements Fault {
    private final AtomicInteger changes = new AtomicInteger();

    @Override
    public void change(Path file) {
      changes.incrementAndGet();
    }

    int changes() {
      return changes.get();
    }
  }

  /** The process dies at a change; a file that it had just opened holds half of something. */
  static Fault killedAt(int change) {
    AtomicInteger changes = new AtomicInteger();
    return new Fault() {
      @Override
      public boolean hasRoom(Path file) throws IOException {
        if (changes.incrementAndGet() == change) {
          half(file);
        }
        return isAlive();
      }

      @Override
      public void change(Path file) {
        changes.incrementAndGet();
        boolean unused = isAlive();
      }

      private boolean isAlive() {
        if (changes.get() >= change) {
          throw new Killed();
        }
        return true;
      }
    };
  }

  private static void half(Path file) throws IOException {
    OpenOption how = StandardOpenOption.APPEND;
    Files.writeString(file, "{\"half", StandardOpenOption.CREATE, how);
  }

  /** From a change on there is no room for anything new; deleting and renaming still goes. */
  static Fault fullFrom(int change) {
    AtomicInteger changes = new AtomicInteger();
    return new Fault() {
      @Override
      public boolean hasRoom(Path file) {
        return changes.incrementAndGet() < change;
      }

      @Override
      public void make(Path file) throws IOException {
        if (changes.incrementAndGet() >= change) {
          throw new FileSystemException(file.toString(), null, "No space left on device");
        }
      }

      @Override
      public void change(Path file) {
        changes.incrementAndGet();
      }
    };
  }

  /** Nothing can be changed, as on a file system that is mounted so. */
  static Fault readOnly() {
    return new Fault() {
      @Override
      public void change(Path file) throws IOException {
        throw new FileSystemException(file.toString(), null, "Read-only file system");
      }
    };
  }
}
