package dev.ensayo.core.plugin;

import dev.ensayo.core.rundir.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Makes runs for rooms that do not know the runner. Found by {@link
 * dev.ensayo.core.service.Services}.
 */
public interface RunService {
  /**
   * What came of a run.
   *
   * @param status how it stands; {@link RunStatus#RUNNING} if another process is at it, or its
   *     files could not be read or written, so that it is to be tried again
   * @param message why it is not complete; else empty
   */
  record Result(RunStatus status, String message) {}

  /**
   * The file of a study.
   *
   * @param name of a bundled study, or a path
   * @throws dev.ensayo.core.config.InvalidSettingException if there is none
   */
  Path study(String name);

  /**
   * Makes a run, or what is left of it, in the calling thread. One that is complete is kept, one
   * that failed is tried again.
   *
   * @param configuration its {@code config.yaml}, with every setting and absolute paths
   * @param folder of the run
   * @param provenance where the lists go that its manifest names
   * @param stop asked in another thread now and then; once true, the run saves itself and stops
   * @throws IOException if what is there cannot be read
   */
  Result make(String configuration, Path folder, Path provenance, BooleanSupplier stop)
      throws IOException;
}
