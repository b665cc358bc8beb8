package dev.ensayo.environments.transduction;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.text.BrokenTextException;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file of pairs: a source, a tab and its answer on each line. */
final class PairFile {
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter FIELDS = Splitter.on('\t');
  private static final String EXPECTED = "a line is a source, a tab and its answer";
  private static final int MOST_NAMED = 5;

  private final String key;
  private final TextFile file;

  /**
   * @param key setting that names the file
   * @throws InvalidSettingException if there is no such file
   */
  PairFile(String key, String name) {
    this.key = key;
    Path path = Path.of(name);
    if (!Files.isRegularFile(path)) {
      throw new InvalidSettingException(
          key,
          Files.isDirectory(path)
              ? "'" + name + "' is a folder; name a file of pairs"
              : "no file '" + name + "' beside the study's file or in the current directory");
    }
    this.file = new TextFile(path, name);
  }

  TextFile file() {
    return file;
  }

  /**
   * All pairs, without blanks around.
   *
   * @throws InvalidSettingException if it is not UTF-8, has no pair, or lines that are none
   */
  ImmutableList<Pair> read() {
    ImmutableList.Builder<Pair> pairs = ImmutableList.builder();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (String line : LINES.split(text())) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> fields = FIELDS.splitToList(line);
      Optional<String> problem = problem(fields);
      if (problem.isPresent()) {
        wrong.add(file.place() + ":" + number + ": " + problem.get());
      } else {
        pairs.add(new Pair(fields.get(0).strip(), fields.get(1).strip(), Pair.NO_GROUP));
      }
    }
    refuse(wrong);
    ImmutableList<Pair> read = pairs.build();
    if (read.isEmpty()) {
      throw new InvalidSettingException(key, file.place() + " has no pairs; " + EXPECTED);
    }
    return read;
  }

  private static Optional<String> problem(List<String> fields) {
    if (fields.size() != 2) {
      return Optional.of(
          fields.size() == 1
              ? "has no tab"
              : "has " + (fields.size() - 1) + " tabs instead of one");
    }
    if (fields.get(0).isBlank() || fields.get(1).isBlank()) {
      return Optional.of(fields.get(0).isBlank() ? "has no source" : "has no answer");
    }
    return Optional.empty();
  }

  private void refuse(List<String> wrong) {
    if (wrong.isEmpty()) {
      return;
    }
    String named = wrong.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
    int more = wrong.size() - MOST_NAMED;
    throw new InvalidSettingException(
        key, named + (more > 0 ? "; and " + more + " more lines" : "") + "; " + EXPECTED);
  }

  private String text() {
    try {
      return CodePointReader.read(file);
    } catch (BrokenTextException e) {
      throw new InvalidSettingException(key, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
