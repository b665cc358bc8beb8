package dev.ensayo.results.monitor;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.results.language.Phrasebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws a monitor's log without its server: {@code index.html}. */
public final class MonitorReport {
  private MonitorReport() {}

  /**
   * Writes the page.
   *
   * @param folder that holds {@link MonitorLog#FILE}
   * @param target folder of the page; made where it is not there
   * @return the page
   * @throws IOException if a file cannot be read or written
   */
  public static Path write(Path folder, Path target, Phrasebook words) throws IOException {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    String page = new MonitorPage(words).write(name, MonitorLog.read(folder), 0);
    Files.createDirectories(target);
    Path file = target.resolve("index.html");
    AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    return file;
  }
}
