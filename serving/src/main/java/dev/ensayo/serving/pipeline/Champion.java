package dev.ensayo.serving.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code champion.json}: the version in use, for programs that use it.
 *
 * @param version its number
 * @param run the folder of its run, from that of the pipeline
 * @param before the number of the version that comes back with --back; 0 if there is none
 * @param since the moment of the decision
 * @param reasons of the decision
 */
public record Champion(int version, String run, int before, String since, List<String> reasons) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public Champion {
    reasons = ImmutableList.copyOf(reasons);
  }

  /** The champion that a history leads to. */
  static Optional<Champion> of(PipelineHistory history) {
    return history
        .champion()
        .map(
            number ->
                new Champion(
                    number,
                    PipelineFolder.runName(number),
                    history.before().orElse(0),
                    history.since(),
                    history.reasons()));
  }

  /**
   * The folder of the run that is the champion of a pipeline; empty if the folder is none of a
   * pipeline, or of one that has no champion yet.
   *
   * @throws IOException if what is there cannot be read
   */
  public static Optional<Path> in(Path folder) throws IOException {
    Path file = folder.resolve(PipelineFolder.CHAMPION);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(JSON.readValue(file.toFile(), Champion.class).run()));
    } catch (JsonProcessingException e) {
      throw new IOException("'%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /** Whether a run is a version of a pipeline. */
  public static boolean isVersion(Path run) {
    Path versions = run.toAbsolutePath().normalize().getParent();
    return versions != null
        && versions.getParent() != null
        && Files.isRegularFile(versions.resolveSibling(PipelineFolder.CHAMPION));
  }

  /** Deletes what a process left that was killed while it wrote one. */
  static void deleteParts(Path folder) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts = files.filter(Champion::isPart).toList();
    }
    for (Path part : parts) {
      Files.delete(part);
    }
  }

  private static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PipelineFolder.CHAMPION) && name.endsWith(AtomicFile.PART_SUFFIX);
  }

  /** Writes it unless it stands there already. */
  void write(Path file, Fence fence) throws IOException {
    String text = JSON.writeValueAsString(this) + "\n";
    if (Files.exists(file) && Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
      return;
    }
    fence.check();
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), fence);
  }
}
