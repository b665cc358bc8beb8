package dev.ensayo.experiments.faults;

import java.io.IOException;
import java.nio.file.Path;

/** What goes wrong with a disk. */
interface Fault {
  /** Nothing. */
  Fault NONE = new Fault() {};

  /** The end of the process, after which nothing more reaches the disk. */
  final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed");
    }
  }

  /** Asked before a file is opened to be written; false if what is written finds no room. */
  default boolean hasRoom(Path file) throws IOException {
    change(file);
    return true;
  }

  /** Asked before a folder is made or a file copied. */
  default void make(Path file) throws IOException {
    change(file);
  }

  /** Asked before anything is renamed or deleted, too, and for whether it may be. */
  default void change(Path file) throws IOException {}
}
