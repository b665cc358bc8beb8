package dev.ensayo.core.labelledtext;

import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens what runs of one agent learned of labelled texts, for {@code predict}. Found by {@link
 * dev.ensayo.core.service.Services}.
 */
public interface TextModelReader {
  /** The {@code type} of the agent. */
  String agent();

  /**
   * Opens the model of a run.
   *
   * @param run its folder
   * @param preprocessing what the run wrote down: {@link dev.ensayo.core.preprocessing.TextInputs}
   *     and classes
   * @param backend where it is computed
   * @throws IOException if a file cannot be read
   */
  TextModel open(Path run, Preprocessing preprocessing, BackendConfig backend) throws IOException;
}
