package dev.ensayo.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Networks of other libraries, read by whatever module can. */
public final class NetworkImports {
  private NetworkImports() {}

  /**
   * Writes the network of a file as a zip of Deeplearning4j.
   *
   * @param library that saved the file, such as {@code keras}
   * @throws IOException if the file cannot be read, or if no module is there that could, with what
   *     to do
   */
  public static void write(String library, Path file, Path zip) throws IOException {
    for (NetworkImport found : ServiceLoader.load(NetworkImport.class)) {
      if (found.library().equals(library)) {
        found.write(file, zip);
        return;
      }
    }
    throw new IOException(
        file
            + " cannot be read: files of "
            + library
            + " need the module '"
            + library
            + "' (ensayo-"
            + library
            + ") on the class path");
  }
}
