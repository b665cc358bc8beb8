package dev.ensayo.sequence.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.subword.BytePairs;
import dev.ensayo.core.text.TextForm;
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
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lowerCase,
      @JsonInclude(JsonInclude.Include.NON_NULL) String normalize,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> merges) {
    Vocabulary vocabulary() {
      TokenUnit tokenUnit = TokenUnit.valueOf(unit.toUpperCase(Locale.ROOT));
      if (tokenUnit != TokenUnit.SUBWORD) {
        return new Vocabulary(tokenUnit, tokens, TextForm.named(lowerCase, normalize));
      }
      BytePairs pairs = new BytePairs(merges);
      if (!pairs.tokens().equals(tokens)) {
        throw new IllegalArgumentException("its merges make other tokens than it has");
      }
      return new Vocabulary(pairs, TextForm.named(lowerCase, normalize));
    }
  }

  private VocabularyFile() {}

  /** Writes it into a run's folder. */
  public static void write(Path directory, Vocabulary vocabulary) throws IOException {
    Content content =
        new Content(
            vocabulary.unit().name().toLowerCase(Locale.ROOT),
            vocabulary.tokens(),
            vocabulary.form().lowerCase(),
            vocabulary.form().normalizationName(),
            vocabulary.merges());
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
      return JSON.readValue(json, Content.class).vocabulary();
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(file + " holds no vocabulary: " + e.getMessage(), e);
    }
  }
}
