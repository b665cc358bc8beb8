package dev.ensayo.serving.pipeline;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.RunService;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pipeline as its file says it, with what it names found.
 *
 * @param config what the file says
 * @param root the same as it is written
 * @param inbox where new files come
 * @param folder where it keeps all
 * @param variant what it trains
 */
record PipelineFile(
    PipelineConfig config,
    ConfigNode.Mapping root,
    Path inbox,
    PipelineFolder folder,
    TrainedVariant variant) {

  /**
   * Reads a file. Paths in it begin at its folder.
   *
   * @param runs knows the bundled studies
   * @throws ConfigException with all that is wrong
   */
  static PipelineFile read(Path file, RunService runs) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidSettingException(
          "", "there is no file '" + file + "'; docs/pipeline.md shows what one holds");
    }
    ConfigNode.Mapping root = YamlReader.read(file);
    PipelineConfig config = ConfigBinder.bind(root, "", PipelineConfig.class);
    try {
      return find(file.toAbsolutePath().getParent(), root, config, runs);
    } catch (InvalidSettingException e) {
      throw located(root, e);
    }
  }

  private static PipelineFile find(
      Path here, ConfigNode.Mapping root, PipelineConfig config, RunService runs) {
    Path inbox = here.resolve(config.inbox()).normalize();
    if (!Files.isDirectory(inbox)) {
      throw new InvalidSettingException("inbox", "there is no folder '" + inbox + "'");
    }
    Path folder =
        here.resolve(config.folder().orElse("pipelines/" + config.pipeline())).normalize();
    if (folder.equals(inbox)) {
      throw new InvalidSettingException("folder", "is that of the inbox; name another");
    }
    Path beside = here.resolve(config.study());
    Path study = Files.isRegularFile(beside) ? beside.normalize() : runs.study(config.study());
    return new PipelineFile(
        config,
        root,
        inbox,
        new PipelineFolder(folder),
        TrainedVariant.read(study, config.variant(), config.seed()));
  }

  /** What is wrong, with its place in the file. */
  private static ConfigException located(ConfigNode.Mapping root, InvalidSettingException e) {
    return new ConfigException(ConfigBinder.locate(root, "", e));
  }

  /** What is wrong, with its place in the file. */
  ConfigException located(InvalidSettingException e) {
    return located(root, e);
  }
}
