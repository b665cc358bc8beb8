package dev.ensayo.core.rundir;

import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How a file of a finished run differs from what the run wrote.
 *
 * @param file its name in the folder of the run
 * @param line where, counted from 1, if that can be known
 * @param what a phrase
 */
public record Damage(String file, OptionalLong line, String what) {
  private static final String CHANGED =
      "was changed after the run had finished: its SHA-256 is not the one in COMPLETE";

  static Damage missing(String file) {
    return new Damage(file, OptionalLong.empty(), "is missing");
  }

  static Damage changed(String file) {
    return new Damage(file, OptionalLong.empty(), CHANGED);
  }

  static Damage ofWhole(String file, String what) {
    return new Damage(file, OptionalLong.empty(), what);
  }

  /**
   * Looks where a file of metrics differs.
   *
   * @param content not what the run wrote
   * @param sha256 of what the run wrote
   * @param lines how many lines the run wrote, if that was noted
   */
  static Damage ofMetrics(String file, byte[] content, String sha256, OptionalLong lines) {
    try {
      MetricSeries unused = MetricSeries.parse(Path.of(file), content);
    } catch (IOException e) {
      return ofLine(file, e.getMessage());
    }
    long found = 0;
    for (byte each : content) {
      found += each == '\n' ? 1 : 0;
    }
    if (content.length > 0 && content[content.length - 1] != '\n') {
      return new Damage(file, OptionalLong.of(found + 1), "the line is cut off");
    }
    if (lines.isPresent() && found < lines.getAsLong()) {
      return new Damage(
          file,
          OptionalLong.of(found + 1),
          "is missing, and all that follow: the run wrote " + lines.getAsLong() + " lines");
    }
    if (lines.isPresent() && found > lines.getAsLong()) {
      return new Damage(
          file,
          OptionalLong.of(lines.getAsLong() + 1),
          "was added later: the run wrote " + lines.getAsLong() + " lines");
    }
    if (sha256.equals(Fingerprint.sha256(withCarriageReturns(content)))) {
      return ofWhole(
          file, "has lines that end in LF, else the same; the run wrote CR LF, as RFC 4180 has it");
    }
    boolean isRerun = file.equals(Seal.METRICS); // times differ in every run
    return ofWhole(file, CHANGED + (isRerun ? "; ./ensayo verify tells which line" : ""));
  }

  private static byte[] withCarriageReturns(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** From a message that begins with file and line. */
  private static Damage ofLine(String file, String message) {
    String[] parts = message.substring(file.length() + 1).split(": ", 2);
    return new Damage(file, OptionalLong.of(Long.parseLong(parts[0])), parts[1]);
  }

  /** Whether it is the configuration that is not what the run was made with. */
  public boolean isOfConfig() {
    return file.equals(Seal.CONFIG);
  }

  /** "metrics.csv:17: expected …" or "model.zip is missing". */
  @Override
  public String toString() {
    return line.isPresent() ? file + ":" + line.getAsLong() + ": " + what : file + " " + what;
  }
}
