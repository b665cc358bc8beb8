package dev.ensayo.core.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the wrappers of a run learned, beside its model: {@code wrappers.json}, a list with the
 * outermost wrapper first. There is no file where no wrapper learns. Numbers are written so that
 * they are read back bit for bit.
 */
public final class WrapperStates {
  /** Its name in the folder of a run. */
  public static final String FILE = "wrappers.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private WrapperStates() {}

  /**
   * Writes what a copy that was trained in learned.
   *
   * @param folder of the run
   */
  public static void write(Path folder, Environment trained) throws IOException {
    List<WrapperState> states = trained.wrapperStates();
    if (states.isEmpty()) {
      return;
    }
    byte[] json = JSON.writeValueAsBytes(states);
    AtomicFile.writeUnforced(
        folder.resolve(FILE),
        out -> {
          out.write(json);
          out.write('\n');
        });
  }

  /**
   * Lets a fresh copy know what that of a finished run had learned.
   *
   * @param folder of the run
   * @throws IOException if that was not kept or does not fit, naming the file
   */
  public static void restore(Path folder, Environment fresh) throws IOException {
    List<String> wanted = fresh.wrapperStates().stream().map(WrapperState::wrapper).toList();
    if (wanted.isEmpty()) {
      return;
    }
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IOException(
          file
              + " is missing: what "
              + wanted.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
              + " learned was not kept with the model; run it again");
    }
    List<WrapperState> states = read(file);
    List<String> found = states.stream().map(WrapperState::wrapper).toList();
    if (!found.equals(wanted)) {
      throw new IOException(file + " is of the wrappers " + found + ", not of " + wanted);
    }
    try {
      fresh.restoreWrappers(states);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<WrapperState> read(Path file) throws IOException {
    try {
      return JSON.readValue(
          Files.readString(file, StandardCharsets.UTF_8), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IOException(file + " holds no wrappers: " + e.getOriginalMessage(), e);
    }
  }
}
