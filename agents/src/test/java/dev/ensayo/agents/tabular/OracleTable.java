package dev.ensayo.agents.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A transition table recorded from Gymnasium with its optimal values; see the oracles' README.
 *
 * @param table the process
 * @param optimal lines {@code values} of what {@code optimal}
 */
record OracleTable(TransitionTable table, List<Values> optimal) {
  /** What is optimal for one γ. */
  record Values(
      double gamma, double[] values, double[][] actionValues, int[][] greedy, double startValue) {}

  /** The recorded tables; empty where there are no oracles. */
  static List<Path> files() {
    Path folder =
        Path.of(
                System.getProperty(
                    "ensayo.oracles",
                    Path.of(System.getProperty("ensayo.root", ".."), "../shared/oracles")
                        .toString()))
            .resolve("toy_text/tables");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }

  static OracleTable read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    double[] initial = {};
    Outcome[][][] outcomes = {};
    List<Values> optimal = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = json.readTree(line);
        switch (node.get("type").asText()) {
          case "meta" ->
              outcomes = new Outcome[node.get("n_states").asInt()][node.get("n_actions").asInt()][];
          case "init" -> initial = json.treeToValue(node.get("distribution"), double[].class);
          case "p" ->
              outcomes[node.get("s").asInt()][node.get("a").asInt()] =
                  outcomes(node.get("outcomes"));
          case "values" -> {
            if (node.get("what").asText().equals("optimal")) {
              optimal.add(
                  new Values(
                      node.get("gamma").asDouble(),
                      json.treeToValue(node.get("V"), double[].class),
                      json.treeToValue(node.get("Q"), double[][].class),
                      json.treeToValue(node.get("greedy"), int[][].class),
                      node.get("start_value").asDouble()));
            }
          }
          default -> throw new IOException("unknown line in " + file + ": " + line);
        }
      }
    }
    return new OracleTable(new TransitionTable(initial, outcomes), optimal);
  }

  private static Outcome[] outcomes(JsonNode list) {
    Outcome[] row = new Outcome[list.size()];
    for (int k = 0; k < row.length; k++) {
      JsonNode item = list.get(k);
      row[k] =
          new Outcome(
              item.get(0).asDouble(),
              item.get(1).asInt(),
              item.get(2).asDouble(),
              item.get(3).asBoolean());
    }
    return row;
  }
}
