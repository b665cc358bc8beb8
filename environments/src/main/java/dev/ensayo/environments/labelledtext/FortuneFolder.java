package dev.ensayo.environments.labelledtext;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of fortune cookies: a file for each class, its texts divided by lines with nothing but
 * {@code %}. Indices ({@code .dat}, {@code .u8}) are not read, nor are folders.
 */
final class FortuneFolder {
  private static final String KEY = "source.folder";
  private static final String ENDING = ".fortunes";
  private static final ImmutableSet<String> INDICES = ImmutableSet.of(".dat", ".u8", ".pos");
  private static final Splitter LINES = Splitter.on('\n');

  private final String given;
  private final Path folder;

  FortuneFolder(String given) {
    this.given = given;
    this.folder = TextFiles.folder(given);
  }

  /**
   * @throws InvalidSettingException naming the folder or file that is not as it should be
   */
  RawTexts read() {
    List<String> classes = new ArrayList<>();
    List<RawText> texts = new ArrayList<>();
    Map<String, String> sha256 = new LinkedHashMap<>();
    for (Path path : TextFiles.inside(folder, FortuneFolder::isFortunes)) {
      TextFile file = new TextFile(path, TextFiles.name(path));
      try {
        int before = texts.size();
        add(file, classes.size(), texts);
        if (texts.size() == before) {
          throw new InvalidSettingException(KEY, path + " has no text between lines of %");
        }
        sha256.put(file.name(), file.sha256());
      } catch (IOException e) {
        throw new InvalidSettingException(KEY, String.valueOf(e.getMessage()));
      }
      String name = file.name();
      classes.add(
          name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name);
    }
    if (classes.size() < 2) {
      throw new InvalidSettingException(
          KEY,
          "folder '%s' has %s files of fortunes; at least two are needed, each a class"
              .formatted(given, classes.size()));
    }
    return RawTexts.of(
        TextFiles.name(folder.toAbsolutePath().normalize()),
        classes,
        Map.of(Split.TRAIN, texts),
        sha256,
        List.of());
  }

  private static boolean isFortunes(Path path) {
    String name = TextFiles.name(path);
    return Files.isRegularFile(path)
        && !Files.isSymbolicLink(path)
        && INDICES.stream().noneMatch(name::endsWith);
  }

  private static void add(TextFile file, int label, List<RawText> texts) throws IOException {
    int line = 0;
    int began = 1;
    StringBuilder open = new StringBuilder();
    for (String content :
        ImmutableList.<String>builder()
            .addAll(LINES.split(CodePointReader.read(file)))
            .add("%")
            .build()) {
      line++;
      if (content.strip().equals("%")) {
        if (!CharMatcher.whitespace().matchesAllOf(open)) {
          texts.add(new RawText(file.name() + ":" + began, open.toString().strip(), label));
        }
        open.setLength(0);
        began = line + 1;
      } else {
        open.append(content).append('\n');
      }
    }
  }
}
