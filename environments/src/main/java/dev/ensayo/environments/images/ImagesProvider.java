package dev.ensayo.environments.images;

import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.examples.LabelledImages;

/** Makes images that are read from files. */
public final class ImagesProvider implements EnvironmentProvider<ImagesConfig> {
  @Override
  public String name() {
    return "images";
  }

  @Override
  public String summary() {
    return "Images with classes, from a data set or a folder.";
  }

  @Override
  public Class<ImagesConfig> configType() {
    return ImagesConfig.class;
  }

  @Override
  public LabelledExamples open(ImagesConfig config) {
    return new LabelledImages(
        ImageSources.open(config),
        config.classes(),
        config.groups(),
        config.partitioning(),
        config.normalize(),
        config.augment());
  }
}
