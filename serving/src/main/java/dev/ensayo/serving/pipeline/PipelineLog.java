package dev.ensayo.serving.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.file.Fence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * {@code log.jsonl}: an event on each line, forced to the disk. What stands there has happened; who
 * was killed while writing leaves half a line, which says nothing and is cut off.
 */
final class PipelineLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Fence fence;
  private final InstantSource clock;

  /**
   * @param fence asked before each line
   */
  PipelineLog(Path file, Fence fence, InstantSource clock) {
    this.file = file;
    this.fence = fence;
    this.clock = clock;
  }

  /**
   * A line.
   *
   * @param time ISO 8601 in UTC, to the second
   */
  record Line(String time, PipelineEvent event) {}

  /** The lines that are whole, from the first to the last. */
  ImmutableList<Line> read() throws IOException {
    if (!Files.exists(file)) {
      return ImmutableList.of();
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    int number = 0;
    for (String line :
        Splitter.on('\n').omitEmptyStrings().split(text.substring(0, text.lastIndexOf('\n') + 1))) {
      number++;
      try {
        lines.add(JSON.readValue(line, Line.class));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s: line %s is damaged: %s".formatted(file, number, e.getOriginalMessage()), e);
      }
    }
    return lines.build();
  }

  /** Cuts half a line off; to be called before the first is added. */
  void repair() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    if (whole < bytes.length) {
      fence.check();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
        channel.force(true);
      }
    }
  }

  /** Adds a line. */
  Line add(PipelineEvent event) throws IOException {
    Line line = new Line(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), event);
    ByteBuffer bytes =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    fence.check();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    fence.check();
    return line;
  }
}
