package dev.ensayo.results.export;

import dev.ensayo.core.file.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a folder that {@code tensorboard --logdir} shows: {@code VARIANT/seed-N/events…}. */
public final class TensorBoardExport {
  private TensorBoardExport() {}

  /**
   * Writes all runs of a study, all at once.
   *
   * @param out takes the place of an earlier export
   * @return how many runs it has
   */
  public static int write(StudyExport study, Path out) throws IOException {
    int[] count = {0};
    ExportFolder.write(
        out,
        "TensorBoard event files of the study " + study.study().name() + ", made by Ensayo",
        fresh ->
            study.forEach(
                run -> {
                  Path folder =
                      Files.createDirectories(
                          fresh.resolve(run.variant()).resolve("seed-" + run.seed()));
                  AtomicFile.writeUnforced(
                      folder.resolve(TensorBoardEvents.fileName(run)),
                      file -> {
                        OutputStream buffered = new BufferedOutputStream(file);
                        TensorBoardEvents.write(run, buffered);
                        buffered.flush();
                      });
                  count[0]++;
                }));
    return count[0];
  }
}
