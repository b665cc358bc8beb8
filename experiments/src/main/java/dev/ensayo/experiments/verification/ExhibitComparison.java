package dev.ensayo.experiments.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what two runs show beside their metrics, value by value. Both are read as what they mean
 * today: a field that was added to the format since, with its usual value, is no difference.
 *
 * @param first the first difference, in words; empty if all that was shown is shown again
 * @param added names of exhibits that only the second run has
 */
record ExhibitComparison(Optional<String> first, Set<String> added) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Headings and captions may be said better later. */
  private static final ImmutableSet<String> WORDS = ImmutableSet.of("title", "caption");

  private static final int MOST_SHOWN = 80;

  /**
   * @param recorded the run as it was
   * @param rerun the same, made again
   * @throws IOException if an exhibit cannot be read
   */
  static ExhibitComparison of(RunDirectory recorded, RunDirectory rerun) throws IOException {
    Map<String, JsonNode> then = exhibits(recorded);
    Map<String, JsonNode> now = exhibits(rerun);
    Optional<String> first =
        then.entrySet().stream()
            .flatMap(exhibit -> difference(exhibit.getKey(), exhibit.getValue(), now).stream())
            .findFirst();
    return new ExhibitComparison(
        first, new LinkedHashSet<>(Sets.difference(now.keySet(), then.keySet())));
  }

  private static Map<String, JsonNode> exhibits(RunDirectory run) throws IOException {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    for (Exhibit exhibit : run.exhibits().read()) {
      ObjectNode values = JSON.valueToTree(exhibit);
      byName.put(exhibit.name(), values.without(WORDS));
    }
    return byName;
  }

  private static Optional<String> difference(
      String name, JsonNode then, Map<String, JsonNode> now) {
    JsonNode other = now.get(name);
    return other == null
        ? Optional.of("exhibit '" + name + "' is not shown by the rerun")
        : difference(then, other, "").map(words -> "exhibit '" + name + "'" + words);
  }

  private static Optional<String> difference(JsonNode then, JsonNode now, String path) {
    if (then.equals(now)) {
      return Optional.empty();
    }
    if (then.isObject() && now.isObject()) {
      Set<String> fields = new LinkedHashSet<>();
      then.fieldNames().forEachRemaining(fields::add);
      now.fieldNames().forEachRemaining(fields::add);
      return fields.stream()
          .flatMap(
              field -> difference(then.path(field), now.path(field), path + "/" + field).stream())
          .findFirst();
    }
    if (then.isArray() && now.isArray() && then.size() == now.size()) {
      Iterator<JsonNode> values = now.iterator();
      int i = 0;
      for (JsonNode value : then) {
        Optional<String> inner = difference(value, values.next(), path + "/" + i);
        if (inner.isPresent()) {
          return inner;
        }
        i++;
      }
    }
    return Optional.of(" at " + path + ": recorded " + shortened(then) + ", now " + shortened(now));
  }

  private static String shortened(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    if (value.isArray()) {
      return value.size() + " values";
    }
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }
}
