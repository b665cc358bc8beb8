package dev.ensayo.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A run in a folder of its executor alone that is kept on a {@link CheckpointShelf}. A shelf that
 * fails costs no run: it is told, once for each way, and the run goes on.
 */
final class ShelvedRun {
  private final CheckpointShelf shelf;
  private final String name;
  private final Path folder;
  private final Consumer<String> noted;
  private boolean saidNotKept;

  /**
   * @param name its variant and seed, as a path
   * @param folder where it is made
   * @param noted hears what is worth knowing of it
   */
  ShelvedRun(CheckpointShelf shelf, String name, Path folder, Consumer<String> noted) {
    this.shelf = shelf;
    this.name = name;
    this.folder = folder;
    this.noted = noted;
  }

  /** Puts into its folder what another executor has kept of it, if one has. */
  void fetch() {
    try {
      boolean unused = shelf.fetch(name, folder);
    } catch (IOException | RuntimeException e) {
      noted.accept(
          "what was kept of it in "
              + shelf.there().url()
              + " cannot be read, so it begins anew: "
              + FirstLine.of(e));
    }
  }

  /** Keeps what its folder holds, right after a checkpoint. */
  void keep() {
    try {
      shelf.keep(name, folder);
    } catch (IOException | RuntimeException e) {
      if (!saidNotKept) {
        saidNotKept = true;
        noted.accept(
            "its checkpoint cannot be kept in "
                + shelf.there().url()
                + "; if its executor is lost, what it did since the last one that was kept is made"
                + " again: "
                + FirstLine.of(e));
      }
    }
  }
}
