package dev.ensayo.backend;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads networks that another library has saved; found by {@link java.util.ServiceLoader}. Modules
 * bring it that can be left out.
 */
public interface NetworkImport {
  /** The library, as a setting names it: {@code keras}. */
  String library();

  /**
   * Writes the network of a file as a zip of Deeplearning4j.
   *
   * @param file of that library
   * @param zip receives the network, without updater state
   * @throws IOException if the file cannot be read as one, with the reason and what would help
   */
  void write(Path file, Path zip) throws IOException;
}
