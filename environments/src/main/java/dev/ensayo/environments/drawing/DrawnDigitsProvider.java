package dev.ensayo.environments.drawing;

import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.examples.ClassSelection;
import dev.ensayo.environments.examples.LabelledImages;
import dev.ensayo.environments.examples.Partitioning;
import dev.ensayo.environments.examples.ShiftedTestImages;
import java.util.OptionalInt;

/** Makes {@link DrawnCharacters}. */
public final class DrawnDigitsProvider implements EnvironmentProvider<DrawnCharactersConfig> {
  @Override
  public String name() {
    return "drawn-digits";
  }

  @Override
  public String summary() {
    return "Digits and letters drawn from strokes, each a little differently; needs no file.";
  }

  @Override
  public Class<DrawnCharactersConfig> configType() {
    return DrawnCharactersConfig.class;
  }

  @Override
  public LabelledExamples open(DrawnCharactersConfig config) {
    ClassSelection chosen = ClassSelection.of(config.characters().characters(), config.classes());
    return new LabelledImages(
        new ShiftedTestImages(new DrawnCharacters(config, chosen.numbers()), config.testShift()),
        config.classes(),
        config.groups(),
        new Partitioning(config.perClass(), OptionalInt.empty(), OptionalInt.empty(), 0, 0, 0),
        config.normalize(),
        config.augment());
  }
}
