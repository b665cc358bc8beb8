package dev.ensayo.experiments.cli;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the course, and the commands that it tells its readers to type. */
final class CoursePage {
  private static final String ENSAYO = "./ensayo ";
  private static final String RUN = "run";
  private static final Pattern BLOCK = Pattern.compile("(?m)^ {4}\\./ensayo (.*)$");
  private static final Pattern SPAN = Pattern.compile("`((?:\\./ensayo |--set )[^`]*)`");
  private static final Pattern ITEM = Pattern.compile("\n(?=\\d\\. )");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private final String text;

  CoursePage(Path file) throws IOException {
    this.text = Files.readString(file);
  }

  /** The exercises, each as it is written. */
  List<String> exercises() {
    int begin = Math.max(text.indexOf("\n## Exercises"), text.indexOf("\n## Ejercicios"));
    return Splitter.on(ITEM).splitToList(text.substring(begin)).stream().skip(1).toList();
  }

  /** What the blocks of code and the running text before the exercises say, in words. */
  List<List<String>> commands() {
    String before = text.substring(0, text.indexOf(exercises().get(0)));
    List<List<String>> commands = new ArrayList<>(blocks());
    commands.addAll(spans(before, blocks().get(0).get(1)));
    return commands;
  }

  /** What an exercise says; one that only sets something is about the page's first study. */
  List<List<String>> commands(String exercise) {
    return spans(exercise, blocks().get(0).get(1));
  }

  private List<List<String>> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(match -> words(Splitter.on(" #").splitToList(match.group(1)).get(0)))
        .toList();
  }

  private static List<List<String>> spans(String text, String first) {
    List<List<String>> commands = new ArrayList<>();
    String study = first;
    Matcher spans = SPAN.matcher(text);
    while (spans.find()) {
      String span = CharMatcher.whitespace().collapseFrom(spans.group(1), ' ');
      List<String> words = new ArrayList<>();
      if (span.startsWith(ENSAYO)) {
        words.addAll(words(span.substring(ENSAYO.length())));
        study = words.get(0).equals(RUN) ? words.get(1) : study;
      } else {
        words.addAll(List.of(RUN, study));
        words.addAll(words(span));
      }
      commands.add(words);
    }
    return commands;
  }

  /** As a shell splits them. */
  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(
            match ->
                Stream.of(match.group(1), match.group(2), match.group(3))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
