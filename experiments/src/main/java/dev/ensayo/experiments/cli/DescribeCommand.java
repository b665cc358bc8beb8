package dev.ensayo.experiments.cli;

import com.google.common.collect.Iterables;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.SettingsCatalog;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetCatalog;
import dev.ensayo.core.plugin.Plugin;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.Search;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.study.Variant;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo describe}: every setting of a plugin, or what a study does. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description =
        "Every setting of an environment, a wrapper or an agent, with type, default, unit and"
            + " meaning; what a bundled study does; or what a data set is made of and where it was"
            + " found.")
final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "A name that 'ensayo list' prints.")
  private String name;

  @Override
  public Integer call() {
    PluginRegistry plugins = PluginRegistry.load();
    Map<String, Plugin<?>> found = new LinkedHashMap<>();
    addIfThere(found, "environment", plugins.environments().get(name));
    addIfThere(found, "wrapper", plugins.wrappers().get(name));
    addIfThere(found, "agent", plugins.agents().get(name));
    addIfThere(found, "command over a finished run", plugins.tools().get(name));
    found.forEach(this::describe);
    StudyShelf shelf = StudyShelf.ofInstallation();
    boolean isStudy = shelf.bundled(name).isPresent();
    if (isStudy) {
      describe(StudyReader.read(shelf.find(name)));
    }
    Optional<DataSet> dataSet = Optional.ofNullable(DataSetCatalog.load().dataSets().get(name));
    dataSet.ifPresent(this::describe);
    if (found.isEmpty() && !isStudy && dataSet.isEmpty()) {
      TreeSet<String> known = new TreeSet<>(shelf.names());
      known.addAll(DataSetCatalog.load().dataSets().keySet());
      Iterables.addAll(
          known,
          Iterables.concat(
              plugins.environments().keySet(),
              plugins.wrappers().keySet(),
              plugins.agents().keySet(),
              plugins.tools().keySet()));
      throw new WrongInputException(
          "nothing is called '" + name + "'; " + NearestName.hint(name, known));
    }
    return ExitCode.DONE;
  }

  private static void addIfThere(Map<String, Plugin<?>> found, String kind, Plugin<?> plugin) {
    if (plugin != null) {
      found.put(kind, plugin);
    }
  }

  private void describe(String kind, Plugin<?> plugin) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(plugin.name() + " (" + kind + ")");
    out.println(plugin.summary());
    PluginFacts.of(plugin).forEach(out::println);
    List<SettingsCatalog.Entry> settings = SettingsCatalog.of(plugin.configType());
    out.println();
    out.println(settings.isEmpty() ? "It has no settings." : "Settings:");
    settings.forEach(setting -> describe(out, setting));
    out.println();
  }

  private static void describe(PrintWriter out, SettingsCatalog.Entry setting) {
    StringBuilder line = new StringBuilder("  ").append(setting.path());
    if (!setting.choice().isEmpty()) {
      line.append("   (of ").append(setting.choice()).append(')');
    }
    if (!setting.defaultValue().isEmpty()) {
      line.append("   default ").append(setting.defaultValue());
    } else if (setting.required()) {
      line.append("   required");
    }
    out.println(line);
    StringBuilder meaning = new StringBuilder("      ").append(setting.meaning()).append("; ");
    meaning.append(setting.type());
    if (!setting.range().isEmpty()) {
      meaning.append(", ").append(setting.range());
    }
    if (!setting.unit().isEmpty()) {
      meaning.append(" (").append(setting.unit()).append(')');
    }
    out.println(meaning);
  }

  private void describe(Study study) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(study.name() + " (study)");
    out.println(study.question());
    out.println();
    study
        .ablation()
        .ifPresent(
            made ->
                out.println(
                    "Ablation: "
                        + Settings.label(made.type())
                        + " of "
                        + String.join(", ", made.parts())
                        + "\n"));
    study.search().ifPresent(search -> out.println(words(search) + "\n"));
    out.println(
        study.adaptive().isPresent()
            ? "Variants, with seeds until it is decided, " + study.adaptive().get() + ":"
            : "Variants, each with the seeds " + study.seeds() + ":");
    for (Variant variant : study.variants()) {
      describe(out, variant);
    }
    out.println();
    out.println("Base:");
    YamlWriter.write(study.base()).lines().forEach(line -> out.println("  " + line));
  }

  private static String words(Search search) {
    return (search.tuning().isPresent() ? "Tuning: " : "Search: ")
        + Settings.label(search.type())
        + " over "
        + search.points()
        + " points of "
        + String.join(", ", search.space().axes().keySet())
        + search
            .tuning()
            .map(
                tuning ->
                    ", for "
                        + String.join(", ", tuning.variants())
                        + " with the seeds "
                        + tuning.seeds())
            .orElse("");
  }

  private void describe(DataSet set) {
    PrintWriter out = spec.commandLine().getOut();
    DataFolders folders = DataFolders.ofThisMachine();
    out.println(set.name() + " (data set)");
    out.println(set.summary());
    out.println();
    out.println("licence: " + set.licence());
    out.println("size:    " + DataCommand.size(set.bytes()));
    out.println("found:   " + DataCommand.where(set, folders));
    out.println();
    out.println("Files, in one of " + folders.searched() + ":");
    for (DataSet.File file : set.files()) {
      out.println("  " + file.path() + "   " + file.bytes() + " bytes");
      out.println("      SHA-256 " + file.sha256());
      if (!file.url().isEmpty()) {
        out.println("      " + file.url());
      }
    }
    out.println();
  }

  /** A change to a line, nested values as they could be written in a study. */
  private static void describe(PrintWriter out, Variant variant) {
    List<String> changes =
        variant.changes().entrySet().stream()
            .map(change -> change.getKey() + ": " + InlineYaml.of(change.getValue()))
            .toList();
    switch (changes.size()) {
      case 0 -> out.println("  " + variant.name() + ": as the base");
      case 1 -> out.println("  " + variant.name() + ": {" + changes.get(0) + "}");
      default -> {
        out.println("  " + variant.name() + ":");
        changes.forEach(change -> out.println("    " + change));
      }
    }
  }
}
