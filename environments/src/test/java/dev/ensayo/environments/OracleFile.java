package dev.ensayo.environments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recording: gzipped JSON lines, the first of them the {@code meta} line.
 *
 * @param meta what holds for the whole file
 * @param lines all other lines
 */
public record OracleFile(JsonNode meta, List<JsonNode> lines) {
  /**
   * One recorded episode.
   *
   * @param start everything at t = 0
   * @param steps everything after each action
   */
  public record Episode(JsonNode start, List<JsonNode> steps) {
    public int number() {
      return start.get("ep").intValue();
    }

    public String kind() {
      return start.get("kind").textValue();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  public static OracleFile read(Path file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      JsonNode meta = JSON.readTree(reader.readLine());
      if (!"meta".equals(type(meta)) || !"oracle-jsonl/1".equals(meta.get("format").textValue())) {
        throw new IOException(file + " does not start with a meta line of format oracle-jsonl/1");
      }
      List<JsonNode> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
      return new OracleFile(meta, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String type(JsonNode line) {
    return line.get("type").textValue();
  }

  public String environment() {
    return meta.get("env").textValue();
  }

  public List<JsonNode> linesOfType(String type) {
    return lines.stream().filter(line -> type(line).equals(type)).toList();
  }

  /** The episodes; each is closed by an {@code end} line that counts its steps. */
  public List<Episode> episodes() {
    List<Episode> episodes = new ArrayList<>();
    Episode current = null;
    for (JsonNode line : lines) {
      switch (type(line)) {
        case "episode" -> current = new Episode(line, new ArrayList<>());
        case "step" -> current.steps().add(line);
        case "end" -> {
          if (line.get("steps").intValue() != current.steps().size()) {
            throw new IllegalStateException("episode " + current.number() + " lacks steps");
          }
          episodes.add(current);
        }
        default -> throw new IllegalStateException("unknown line: " + line);
      }
    }
    return episodes;
  }

  /** The numbers of an array. */
  public static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  /** The numbers of an array of singles, which are written as doubles of the same value. */
  public static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).doubleValue();
    }
    return values;
  }
}
