package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.training.BackendConfig.Device;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which study a command is about, and what of it the command line changes. */
final class StudyChoice {
  @Parameters(paramLabel = "STUDY", description = "A YAML file, or the name of a bundled study.")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes the study before its variants apply, such as"
              + " --set budget.environmentSteps=5000. May be repeated.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Uses N seeds: the study's first ones, and beyond them the numbers after its last.")
  private Long seeds;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      description = "What computes networks; gpu implies engine deeplearning4j.")
  private Device device;

  /** The study's file. */
  Path file() {
    return StudyShelf.ofInstallation().find(name);
  }

  /** What the command line sets in it, by dotted path; but for the number of seeds. */
  Map<String, ConfigNode> overrides() {
    Map<String, ConfigNode> overrides = new LinkedHashMap<>();
    changes.forEach(
        (key, value) -> overrides.put(key, YamlReader.parseValue("--set " + key, value)));
    if (device != null) {
      overrides.put("backend.device", ofDeviceOption(Settings.label(device)));
    }
    if (device == Device.GPU) {
      // The study's own engine may be the one for the CPU.
      overrides.put("backend.engine", ofDeviceOption(Settings.label(Engine.DEEPLEARNING4J)));
    }
    return overrides;
  }

  private static ConfigNode ofDeviceOption(String value) {
    return ConfigNode.Scalar.of(new Origin("--device", 0), value);
  }

  boolean changesSeeds() {
    return seeds != null;
  }

  /** The study with as many seeds as were asked for. */
  Study withSeedCount(Study given) {
    if (seeds == null) {
      return given;
    }
    if (seeds < 1) {
      throw new WrongInputException("--seeds must be at least 1, not " + seeds);
    }
    if (seeds > Study.MOST_SEEDS) {
      throw new WrongInputException(
          String.format(
              Locale.ROOT, "--seeds must be at most %,d, not %,d", Study.MOST_SEEDS, seeds));
    }
    if (given.adaptive().isPresent()) {
      throw new WrongInputException(
          "--seeds does not go with seeds.adaptive, which has at most "
              + given.seeds().size()
              + " seeds; change it with --set seeds.adaptive.groups=N");
    }
    return given.withSeedCount(Math.toIntExact(seeds));
  }
}
