package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.ObservationSpec.Kind;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that one must know to use a model: {@code preprocessing.json}. Training makes its inputs with
 * the very classes that are written here, so that a row or a picture becomes the same numbers
 * later.
 *
 * @param inputs what the model reads
 * @param outputs what comes out of it
 * @param profile what the training part was like, feature by feature, the answer as the last where
 *     there is one; may be empty
 * @param predictions what the finished model predicts for the test part, or where there is none for
 *     what stands for it; may be empty
 */
public record Preprocessing(
    Inputs inputs,
    Outputs outputs,
    List<ColumnProfile> profile,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ColumnProfile> predictions) {
  /** Its name in the folder of a run. */
  public static final String FILE = "preprocessing.json";

  /** Networks of policies see whole numbers 0 to 255 as numbers in [0, 1]. */
  private static final double LARGEST_BYTE = 255;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public Preprocessing {
    profile = ImmutableList.copyOf(profile);
    predictions = predictions == null ? ImmutableList.of() : ImmutableList.copyOf(predictions);
  }

  /** Of a model of whose predictions nothing was measured. */
  public Preprocessing(Inputs inputs, Outputs outputs, List<ColumnProfile> profile) {
    this(inputs, outputs, profile, ImmutableList.of());
  }

  /** Of inputs of which nothing was measured. */
  public static Preprocessing of(Inputs inputs, Outputs outputs) {
    return new Preprocessing(inputs, outputs, ImmutableList.of());
  }

  /** Of a policy: what it sees, wrappers included, and what it chooses from. */
  public static Preprocessing of(DecisionProcessSpec process) {
    ObservationSpec observation = process.observation();
    return of(
        observation.isDiscrete()
            ? new Inputs.State(observation.states())
            : new Inputs.Numbers(
                observation.shape().asList(), observation.kind() == Kind.BYTES ? LARGEST_BYTE : 1),
        process.hasDiscreteActions()
            ? new Outputs.Actions(process.actions())
            : Outputs.ActionVector.of(process.box()));
  }

  /** The same of another network. */
  public Preprocessing withOutputs(Outputs other) {
    return new Preprocessing(inputs, other, profile);
  }

  /** The same with what the finished model predicts. */
  public Preprocessing withPredictions(List<ColumnProfile> measured) {
    return new Preprocessing(inputs, outputs, profile, measured);
  }

  /** The same with other inputs, of the same data. */
  public Preprocessing withInputs(Inputs other) {
    return new Preprocessing(other, outputs, profile, predictions);
  }

  /** Writes it into the folder of a run. */
  public void write(Path folder) throws IOException {
    byte[] json = JSON.writeValueAsBytes(this);
    AtomicFile.writeUnforced(
        folder.resolve(FILE),
        out -> {
          out.write(json);
          out.write('\n');
        });
  }

  /**
   * Reads it from the folder of a run; empty for runs of before it was written.
   *
   * @throws IOException if the file cannot be read, with its name
   */
  public static Optional<Preprocessing> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Preprocessing.class));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no preprocessing: " + e.getOriginalMessage(), e);
    }
  }
}
