package dev.ensayo.results.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code monitor.jsonl}: a record on each line, added at the end. */
public final class MonitorLog {
  /** Its name in the folder of a monitor. */
  public static final String FILE = "monitor.jsonl";

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;

  /** Whether the last line may be half of one. */
  private boolean isTorn = true;

  /**
   * @param folder of the monitor; made where it is not there
   * @throws IOException if nothing can be written there
   */
  public MonitorLog(Path folder) throws IOException {
    Files.createDirectories(folder);
    this.file = folder.resolve(FILE);
    Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    mend();
  }

  /** Where the lines go. */
  public Path file() {
    return file;
  }

  /**
   * Whoever was killed while writing, or found the disk full, leaves half a line; the next must not
   * be joined to it.
   */
  private void mend() throws IOException {
    if (isTorn && !endsWithALine()) {
      Files.writeString(file, "\n", StandardOpenOption.APPEND);
    }
    isTorn = false;
  }

  private boolean endsWithALine() throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      return true;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(size - 1);
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last);
      return last.get(0) == '\n';
    }
  }

  /**
   * Adds a line.
   *
   * @throws IOException if it cannot be written as a whole; the next may be added all the same
   */
  public synchronized void add(MonitorRecord entry) throws IOException {
    String line = JSON.writerFor(MonitorRecord.class).writeValueAsString(entry) + "\n";
    mend();
    isTorn = true;
    Files.writeString(
        file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    isTorn = false;
  }

  /** Whether a folder holds one. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /**
   * What a folder's log holds.
   *
   * @param records in their order
   * @param damaged the numbers of lines that could not be read, from 1
   */
  public record Content(List<MonitorRecord> records, List<Integer> damaged) {
    public Content {
      records = ImmutableList.copyOf(records);
      damaged = ImmutableList.copyOf(damaged);
    }
  }

  /** Reads the log of a folder; lines that are damaged are left out and named. */
  public static Content read(Path folder) throws IOException {
    List<MonitorRecord> records = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    // Half a line may end within a letter: such bytes become signs that no JSON has.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(folder.resolve(FILE)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          records.add(JSON.readValue(line, MonitorRecord.class));
        } catch (JsonProcessingException e) {
          damaged.add(number);
        }
      }
    }
    return new Content(records, damaged);
  }
}
