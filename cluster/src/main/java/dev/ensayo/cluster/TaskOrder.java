package dev.ensayo.cluster;

import dev.ensayo.experiments.launch.RunOrder;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a task is to do.
 *
 * @param run the run, with the paths of the driver
 * @param folder of the driver's study
 * @param startsFromOthers whether it needs files of other runs
 * @param workers who train its model together, each a task
 * @param shelf where it is kept on its way if its executor does not see that folder; null if
 *     nowhere
 * @param others those files, as a {@link FolderArchive} that has a folder for each variant; null
 *     until a task had asked for them
 */
record TaskOrder(
    RunOrder run,
    FolderToken folder,
    boolean startsFromOthers,
    int workers,
    CheckpointShelf shelf,
    byte[] others)
    implements Serializable {
  TaskOrder(
      RunOrder run,
      FolderToken folder,
      boolean startsFromOthers,
      int workers,
      Optional<CheckpointShelf> shelf) {
    this(run, folder, startsFromOthers, workers, shelf.orElse(null), null);
  }

  /** The same with the files that a task had asked for. */
  TaskOrder with(byte[] files) {
    return new TaskOrder(run, folder, startsFromOthers, workers, shelf, files);
  }

  /** The same for a worker that follows and needs no files. */
  TaskOrder following() {
    return new TaskOrder(run, folder, startsFromOthers, workers, shelf, null);
  }

  /** Its variant and seed, as a path within a folder of runs. */
  String nameOfRun() {
    Path there = Path.of(run.directory());
    return there.getParent().getFileName() + "/" + there.getFileName();
  }

  Optional<CheckpointShelf> shelfIfAny() {
    return Optional.ofNullable(shelf);
  }

  Optional<byte[]> filesOfOthers() {
    return Optional.ofNullable(others);
  }
}
