package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.data.DataSetCatalog;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyReader;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo list}: what there is. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what there is, each with a sentence.")
final class ListCommand implements Callable<Integer> {
  /** What can be listed. */
  enum Kind {
    environments,
    wrappers,
    agents,
    studies,
    datasets,
    course
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND",
      arity = "0..1",
      description = "One of ${COMPLETION-CANDIDATES}; everything without it.")
  private Kind kind;

  @Override
  public Integer call() {
    PluginRegistry plugins = PluginRegistry.load();
    if (kind == null || kind == Kind.environments) {
      print("environments", summaries(plugins.environments()));
    }
    if (kind == null || kind == Kind.wrappers) {
      print("wrappers", summaries(plugins.wrappers()));
    }
    if (kind == null || kind == Kind.agents) {
      print("agents", summaries(plugins.agents()));
    }
    if (kind == null || kind == Kind.studies) {
      print("studies", studies());
    }
    if (kind == null || kind == Kind.datasets) {
      print("data sets", dataSets());
    }
    if (kind == null || kind == Kind.course) {
      print("course", course());
    }
    return ExitCode.DONE;
  }

  private static Map<String, String> summaries(Map<String, ? extends Plugin<?>> plugins) {
    Map<String, String> summaries = new LinkedHashMap<>();
    plugins.forEach((name, plugin) -> summaries.put(name, plugin.summary()));
    return summaries;
  }

  private static Map<String, String> studies() {
    StudyShelf shelf = StudyShelf.ofInstallation();
    Map<String, String> questions = new LinkedHashMap<>();
    for (String name : shelf.names()) {
      try {
        Study study = StudyReader.read(shelf.find(name));
        questions.put(name, study.question());
      } catch (ConfigException e) {
        questions.put(name, "cannot be read: " + e.problems().get(0));
      }
    }
    return questions;
  }

  private static Map<String, String> dataSets() {
    Map<String, String> summaries = new LinkedHashMap<>();
    DataSetCatalog.load()
        .dataSets()
        .forEach((name, set) -> summaries.put(name, set.summary() + "; " + set.licence()));
    return summaries;
  }

  /** Number and study, then the idea and the time it takes on two cores. */
  private static Map<String, String> course() {
    Map<String, String> ideas = new LinkedHashMap<>();
    for (Course.Lesson lesson : Course.lessons()) {
      ideas.put(
          String.format(Locale.ROOT, "%2d  %s", lesson.number(), lesson.study()),
          String.format(Locale.ROOT, "%s; %.1f min", lesson.idea(), lesson.minutes()));
    }
    return ideas;
  }

  private void print(String title, Map<String, String> summaries) {
    PrintWriter out = spec.commandLine().getOut();
    if (kind == null) {
      out.println(title + ":");
    }
    int width = summaries.keySet().stream().mapToInt(String::length).max().orElse(0);
    String indent = kind == null ? "  " : "";
    summaries.forEach(
        (name, summary) ->
            out.println(indent + name + " ".repeat(width - name.length() + 2) + summary));
    if (kind == null) {
      out.println();
    }
  }
}
