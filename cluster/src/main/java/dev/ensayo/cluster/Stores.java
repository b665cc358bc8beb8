package dev.ensayo.cluster;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.launch.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Folders that the command names for executors that do not see those of the driver.
 *
 * @param checkpoints where runs are kept on their way
 * @param data where data sets are
 */
record Stores(Optional<HadoopFolder> checkpoints, Optional<HadoopFolder> data) {
  static final String CHECKPOINTS = "--checkpoints";
  static final String DATA = "--data";

  /** A file system that is not there is asked again and again. */
  private static final long PATIENCE_SECONDS = 60;

  /** A look at a file system. */
  @FunctionalInterface
  private interface Look {
    void look() throws IOException;
  }

  /**
   * As the command line has them.
   *
   * @throws LauncherException if one is no URL of a folder
   */
  static Stores of(ImmutableMap<String, String> options) {
    return new Stores(folder(options, CHECKPOINTS), folder(options, DATA));
  }

  private static Optional<HadoopFolder> folder(
      ImmutableMap<String, String> options, String option) {
    return Optional.ofNullable(options.get(option)).map(url -> HadoopFolder.of(option, url));
  }

  /**
   * Makes sure that they can be used; Spark must have begun.
   *
   * @throws LauncherException if not, with the reason
   */
  void check() {
    data.ifPresent(folder -> check(DATA, folder, "read", folder::checkThere));
    checkpoints.ifPresent(folder -> check(CHECKPOINTS, folder, "written", folder::checkWritable));
  }

  /** Where runs of a study are kept. */
  Optional<CheckpointShelf> shelf(StudyDirectory study) {
    return checkpoints.map(root -> CheckpointShelf.of(root, study));
  }

  private static void check(String option, HadoopFolder folder, String how, Look look) {
    CompletableFuture<Void> check =
        CompletableFuture.runAsync(
            () -> {
              try {
                look.look();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    String what = option + ": " + folder.url() + " cannot be " + how + ": ";
    try {
      check.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new LauncherException(what + "no answer in " + PATIENCE_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new LauncherException(what + FirstLine.of(Throwables.getRootCause(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException(what + "interrupted", e);
    }
  }
}
