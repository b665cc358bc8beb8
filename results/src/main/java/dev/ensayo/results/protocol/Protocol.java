package dev.ensayo.results.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A publication whose numbers a study is to give again: a file of {@code experiments/protocols}.
 *
 * @param study name of the study
 * @param source who published it, where, and where in the docs it is spoken of
 * @param note what a reader must know of the comparison; may be empty
 * @param score what is compared
 * @param results each with the settings that its runs must have, by dotted path
 */
public record Protocol(
    String study, String source, String note, ScoreSpec score, ImmutableList<Result> results) {

  /**
   * A number, and the settings it belongs to.
   *
   * @param settings by dotted path, as {@code config.yaml} has them
   */
  public record Result(PublishedResult published, ImmutableMap<String, ConfigNode> settings) {}

  /** What a protocol says beside its results and settings. */
  record About(
      @Setting("the name of the study") String study,
      @Setting("who published the numbers, and where they are spoken of") String source,
      @Setting("what a reader must know of the comparison") Optional<String> note) {
    About {
      Settings.check(About.class, study, source, note);
    }
  }

  /**
   * Reads one.
   *
   * @throws ConfigException with file and line, if it is none
   */
  public static Protocol read(Path file) {
    return of(YamlReader.read(file));
  }

  private static Protocol of(ConfigNode.Mapping root) {
    About about = ConfigBinder.bind(root.without("report", "results", "settings"), "", About.class);
    ScoreSpec score =
        ConfigBinder.bind(
            root.get("report").orElse(ConfigNode.Mapping.empty(root.origin())),
            "report",
            ScoreSpec.class);
    ConfigNode results = root.get("results").orElse(root);
    if (!(results instanceof ConfigNode.Sequence list) || list.items().isEmpty()) {
      throw wrong(results, "results", "expected a list of published results");
    }
    Map<String, ConfigNode> common = settings(root);
    ImmutableList.Builder<Result> read = ImmutableList.builder();
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ConfigNode.Mapping one)) {
        throw wrong(item, "results", "expected variant, value and tolerance");
      }
      Map<String, ConfigNode> settings = new LinkedHashMap<>(common);
      settings.putAll(settings(one));
      read.add(
          new Result(
              ConfigBinder.bind(one.without("settings"), "results", PublishedResult.class),
              ImmutableMap.copyOf(settings)));
    }
    return new Protocol(
        about.study(), about.source(), about.note().orElse(""), score, read.build());
  }

  private static Map<String, ConfigNode> settings(ConfigNode.Mapping node) {
    ConfigNode settings = node.get("settings").orElse(ConfigNode.Mapping.empty(node.origin()));
    if (settings instanceof ConfigNode.Mapping mapping) {
      return mapping.entries();
    }
    throw wrong(settings, "settings", "expected dotted paths with values");
  }

  private static ConfigException wrong(ConfigNode node, String path, String what) {
    return new ConfigException(
        List.of(new Problem(node.origin(), path, what + ", found " + node.describe())));
  }
}
