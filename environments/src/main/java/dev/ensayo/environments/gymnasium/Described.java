package dev.ensayo.environments.gymnasium;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * What Python says of an environment before the first step.
 *
 * @param spec its shapes; its time limit and threshold where it is registered with them
 * @param facts versions of what runs it, for the manifest
 * @param unsaved why its state cannot be saved; empty if it can
 */
record Described(
    DecisionProcessSpec spec, ImmutableMap<String, String> facts, Optional<String> unsaved) {
  /**
   * Asks Python.
   *
   * @throws PythonFailure if there is no such environment, or none that could be learned from
   */
  static Described by(PythonProcess python) {
    python.question(0);
    python.send('D');
    JsonNode told = python.json(python.receive('d'));
    Optional<String> unsaved =
        Optional.of(told.path("unsaved")).filter(JsonNode::isTextual).map(JsonNode::asText);
    return new Described(spec(told), facts(python.versions(), told, unsaved), unsaved);
  }

  private static DecisionProcessSpec spec(JsonNode told) {
    JsonNode threshold = told.path("rewardThreshold");
    try {
      return new DecisionProcessSpec(
          observation(told.path("observations")),
          action(told.path("actions")),
          told.path("stepLimit").asInt(),
          threshold.isNumber() ? OptionalDouble.of(threshold.asDouble()) : OptionalDouble.empty(),
          false);
    } catch (IllegalArgumentException e) {
      throw new PythonFailure("id", "its spaces cannot be used: " + e.getMessage());
    }
  }

  private static ObservationSpec observation(JsonNode told) {
    int[] shape =
        StreamSupport.stream(told.path("shape").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .toArray();
    String kind = told.path("kind").asText();
    return switch (kind) {
      case "discrete" -> ObservationSpec.discrete(told.path("states").asInt());
      case "bytes" -> ObservationSpec.bytes(shape);
      case "bits" -> ObservationSpec.bits(shape);
      case "continuous" -> ObservationSpec.continuous(shape);
      default -> throw new IllegalArgumentException("observations of kind " + kind);
    };
  }

  private static ActionSpec action(JsonNode told) {
    return told.has("n")
        ? ActionSpec.discrete(told.path("n").asInt())
        : new ActionSpec.Box(bounds(told.path("low")), bounds(told.path("high")));
  }

  /** Numbers as texts, which JSON lacks for some of them. */
  private static ImmutableDoubleArray bounds(JsonNode told) {
    ImmutableDoubleArray.Builder bounds = ImmutableDoubleArray.builder();
    told.forEach(bound -> bounds.add(Double.parseDouble(bound.asText())));
    return bounds.build();
  }

  private static ImmutableMap<String, String> facts(
      JsonNode versions, JsonNode told, Optional<String> unsaved) {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("Python", versions.path("python").asText());
    for (String library : new String[] {"numpy", "gymnasium"}) {
      String version = versions.path(library).asText("");
      facts.put(library, versions.path(library).isTextual() ? version : "not there");
    }
    facts.put("comes from", told.path("from").asText());
    facts.put(
        "state",
        unsaved
            .map(why -> "cannot be saved, and a run that is stopped starts over: " + why)
            .orElse("is saved by pickling"));
    return facts.buildOrThrow();
  }
}
