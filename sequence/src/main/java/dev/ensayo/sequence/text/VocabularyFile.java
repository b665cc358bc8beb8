package dev.ensayo.sequence.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code vocabulary.json} in a run's folder: what a token is, and all of them by id. */
public final class VocabularyFile {
  /** Its name. */
  public static final String NAME = "vocabulary.json";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** What the file holds. */
  private record Content(
      String unit,
      List<String> tokens,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lowerCase) {}

  private VocabularyFile() {}

  /** Writes it into a run's folder. */
  public static void write(Path directory, Vocabulary vocabulary) throws IOException {
    Content content =
        new Content(
            vocabulary.unit().name().toLowerCase(Locale.ROOT),
            vocabulary.tokens(),
            vocabulary.lowerCase());
    byte[] json = JSON.writeValueAsBytes(content);
    AtomicFile.write(directory.resolve(NAME), out -> out.write(json));
  }

  /**
   * Reads it from a run's folder.
   *
   * @throws IOException naming the file, if it is missing or no vocabulary
   */
  public static Vocabulary read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    String json = Files.readString(file, StandardCharsets.UTF_8);
    try {
      Content content = JSON.readValue(json, Content.class);
      return new Vocabulary(
          TokenUnit.valueOf(content.unit().toUpperCase(Locale.ROOT)),
          content.tokens(),
          content.lowerCase());
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(file + " holds no vocabulary: " + e.getMessage(), e);
    }
  }
}
