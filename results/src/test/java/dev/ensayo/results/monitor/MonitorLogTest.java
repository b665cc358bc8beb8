package dev.ensayo.results.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a log whose writer was killed, or had no room. */
class MonitorLogTest {
  private static final Path FULL = Path.of("/dev/full");
  private static final MonitorRecord LINE =
      new MonitorRecord.Served("años", "seed-1", "2026-11-29T20:00:00Z", "runs/a", "classes", 150);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(MonitorLog.FILE);
  }

  /** Wherever a line was cut, also within a letter of two bytes, the others are read. */
  @Test
  void aLineThatWasCutAnywhereCostsNoOther() throws IOException {
    new MonitorLog(folder).add(LINE);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 1; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      new MonitorLog(folder).add(LINE);
      MonitorLog.Content content = MonitorLog.read(folder);
      boolean wasWhole = length == whole.length - 1;
      assertThat(content.records()).as("%s bytes", length).hasSize(wasWhole ? 2 : 1);
      assertThat(content.damaged()).as("%s bytes", length).hasSize(wasWhole ? 0 : 1);
    }
  }

  @Test
  void aDiskThatWasFullCostsThatLineAlone() throws IOException {
    assumeThat(FULL).exists();
    MonitorLog log = new MonitorLog(folder);
    log.add(LINE);
    Files.move(file(), folder.resolve("kept"));
    Files.createSymbolicLink(file(), FULL);
    assertThatThrownBy(() -> log.add(LINE)).isInstanceOf(IOException.class);
    Files.delete(file());
    // What there was room for.
    Files.writeString(
        file(), Files.readString(folder.resolve("kept")) + "{\"kind\":", StandardCharsets.UTF_8);
    log.add(LINE);
    MonitorLog.Content content = MonitorLog.read(folder);
    assertThat(content.records()).containsExactly(LINE, LINE);
    assertThat(content.damaged()).containsExactly(2);
  }

  @Test
  void aFolderInWhichNothingCanBeWrittenIsToldAtOnce() throws IOException {
    Files.createDirectory(file());
    assertThatThrownBy(() -> new MonitorLog(folder)).isInstanceOf(IOException.class);
  }
}
