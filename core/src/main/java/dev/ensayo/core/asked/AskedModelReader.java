package dev.ensayo.core.asked;

import java.io.IOException;
import java.util.Optional;

/**
 * Opens what runs of one room learned. Found by {@link dev.ensayo.core.service.Services}.
 *
 * <p>The files are those that the run sealed; whoever calls has compared them with the marker.
 */
public interface AskedModelReader {
  /**
   * Opens the model of a run.
   *
   * @param run a finished one
   * @param rows how many inputs are computed at a time, at most
   * @return empty if it is a run of another kind
   * @throws dev.ensayo.core.config.InvalidSettingException if it is of this kind and cannot be
   *     asked, with the reason
   * @throws IOException if a file cannot be read
   */
  Optional<? extends AskedModel> open(AskedRun run, int rows) throws IOException;
}
