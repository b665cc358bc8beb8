package dev.ensayo.sequence.transduction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.transduction.Notation;
import dev.ensayo.core.transduction.TransductionData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code notation.json} in a run's folder: how sources and answers are written as symbols. */
public final class NotationFile {
  /** Its name. */
  public static final String NAME = "notation.json";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /**
   * Both sides.
   *
   * @param source of what is read
   * @param target of what is answered
   */
  public record Notations(Notation source, Notation target) {}

  /** One side in the file. */
  private record Side(
      String unit,
      List<String> tokens,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lowerCase,
      String normalize,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean reversed,
      int longest) {
    static Side of(Notation notation) {
      Vocabulary vocabulary = notation.vocabulary();
      return new Side(
          vocabulary.unit().name().toLowerCase(Locale.ROOT),
          vocabulary.tokens(),
          vocabulary.form().lowerCase(),
          vocabulary.form().normalizationName(),
          notation.reversed(),
          notation.longest());
    }

    Notation notation() {
      TokenUnit known = TokenUnit.valueOf(unit.toUpperCase(Locale.ROOT));
      TextForm form = TextForm.named(lowerCase, normalize);
      return new Notation(new Vocabulary(known, tokens, form), reversed, longest);
    }
  }

  /** What the file holds. */
  private record Content(Side source, Side target) {}

  private NotationFile() {}

  /** Writes it into a run's folder. */
  public static void write(Path directory, TransductionData data) throws IOException {
    byte[] json =
        JSON.writeValueAsBytes(new Content(Side.of(data.source()), Side.of(data.target())));
    AtomicFile.write(directory.resolve(NAME), out -> out.write(json));
  }

  /**
   * Reads it from a run's folder.
   *
   * @throws IOException naming the file, if it is missing or holds something else
   */
  public static Notations read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    String json = Files.readString(file, StandardCharsets.UTF_8);
    try {
      Content content = JSON.readValue(json, Content.class);
      return new Notations(content.source().notation(), content.target().notation());
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(file + " holds no notation: " + e.getMessage(), e);
    }
  }
}
