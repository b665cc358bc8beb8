package dev.ensayo.cluster;

import com.google.common.hash.Hashing;
import dev.ensayo.core.study.StudyDirectory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Where runs are kept on their way whose executors do not see the study's folder.
 *
 * <p>Of each run its latest two states are there, each the run's whole folder right after a
 * checkpoint, as one archive that takes its place when it is whole. There are no leases: where two
 * executors are at a run, of which one was thought to be lost, each leaves states from which the
 * run comes to the same end.
 *
 * @param there the study's folder
 */
record CheckpointShelf(HadoopFolder there) implements Serializable {
  private static final String WHOLE = ".zip";
  private static final String PART = ".part";
  private static final int KEPT = 2;
  private static final int DIGITS = 12;

  /**
   * The folder of a study, whoever of its user's sessions asks.
   *
   * @param root as the user names it
   */
  static CheckpointShelf of(HadoopFolder root, StudyDirectory study) {
    Path folder = study.path().toAbsolutePath().normalize();
    String whose = System.getProperty("user.name") + ":" + folder;
    String mark =
        Hashing.sha256().hashString(whose, StandardCharsets.UTF_8).toString().substring(0, DIGITS);
    return new CheckpointShelf(root.child(folder.getFileName() + "-" + mark));
  }

  /**
   * Keeps what a run's folder holds, and lets go of states before the last two.
   *
   * @param run its variant and seed, as a path
   */
  void keep(String run, Path folder) throws IOException {
    FileSystem files = there.files();
    String name = UUID.randomUUID().toString();
    org.apache.hadoop.fs.Path part = there.in(run + "/" + name + PART);
    try {
      FSDataOutputStream out = files.create(part, false);
      FolderArchive.write(Map.of("", folder), out);
      if (!files.rename(part, there.in(run + "/" + name + WHOLE))) {
        throw new IOException(part + " could not be given its name");
      }
    } catch (IOException | RuntimeException e) {
      letGo(files, part, e);
      throw e;
    }
    List<FileStatus> states = states(files, run);
    for (FileStatus old : states.subList(Math.min(KEPT, states.size()), states.size())) {
      files.delete(old.getPath(), false);
    }
  }

  private static void letGo(FileSystem files, org.apache.hadoop.fs.Path part, Exception why) {
    try {
      files.delete(part, false);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Writes the latest sound state of a run into a folder that is not there yet.
   *
   * @return whether there was one
   * @throws IOException if there are some and none can be read; the folder is not there then
   */
  boolean fetch(String run, Path folder) throws IOException {
    FileSystem files = there.files();
    IOException last = null;
    for (FileStatus state : states(files, run)) {
      try (InputStream in = files.open(state.getPath())) {
        FolderArchive.unpack(in, "", folder, "");
        return true;
      } catch (IOException e) {
        last = new IOException(state.getPath() + ": " + e.getMessage(), e);
        new ScratchFolder(folder).close();
      }
    }
    if (last != null) {
      throw last;
    }
    return false;
  }

  /** Lets go of all that it has of a run. */
  void clear(String run) throws IOException {
    there.files().delete(there.in(run), true);
  }

  /** The newest first, by the file system's own clock. */
  private List<FileStatus> states(FileSystem files, String run) throws IOException {
    try {
      return Arrays.stream(files.listStatus(there.in(run)))
          .filter(file -> file.getPath().getName().endsWith(WHOLE))
          .sorted(
              Comparator.comparingLong(FileStatus::getModificationTime)
                  .reversed()
                  .thenComparing(FileStatus::getPath))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
