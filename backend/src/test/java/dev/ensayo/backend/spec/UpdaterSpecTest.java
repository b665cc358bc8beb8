package dev.ensayo.backend.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.config.YamlWriter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every updater that there is. Each setting has a value of its own that is not its
 * default, so that one that gets lost or changes places is seen.
 */
class UpdaterSpecTest {
  private static final LearningRateSchedule WRITTEN = new LearningRateSchedule.Cosine(70, 0.125);
  private static final LearningRateSchedule OTHER =
      new LearningRateSchedule.WarmUp(30, new LearningRateSchedule.Step(20, 0.5));

  record Updating(@Setting("the updater") UpdaterSpec updater) {
    Updating {
      Settings.check(Updating.class, updater);
    }
  }

  static Stream<UpdaterSpec> updaters() throws ReflectiveOperationException {
    Stream.Builder<UpdaterSpec> updaters = Stream.builder();
    for (Class<?> type : UpdaterSpec.class.getPermittedSubclasses()) {
      updaters.add((UpdaterSpec) filled(type));
    }
    return updaters.build();
  }

  private static Object filled(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          components[i].isAnnotationPresent(Unwrapped.class)
              ? filled(components[i].getType())
              : value(components[i], i);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object value(RecordComponent component, int place) {
    if (component.getType() == double.class) {
      return 1.0 / (place + 3);
    }
    if (component.getType() == boolean.class) {
      return true;
    }
    if (component.getType() == LearningRateSchedule.class) {
      return WRITTEN;
    }
    throw new AssertionError("this test needs a value for " + component);
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void itsLearningRateAloneIsChanged(UpdaterSpec updater) {
    Map<String, Object> settings = settings(updater);
    assertThat(updater.hasLearningRate()).isEqualTo(settings.containsKey("learningRate"));
    if (!updater.hasLearningRate()) {
      assertThatThrownBy(() -> updater.withLearningRate(0.0625))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage(name(updater) + " has no learning rate");
      return;
    }
    UpdaterSpec other = updater.withLearningRate(0.0625);
    settings.put("learningRate", 0.0625);
    assertThat(other).hasSameClassAs(updater);
    assertThat(settings(other)).isEqualTo(settings);
    assertThatThrownBy(() -> updater.withLearningRate(-1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("not -1");
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void itsScheduleAloneIsChanged(UpdaterSpec updater) {
    Map<String, Object> settings = settings(updater);
    assertThat(updater.hasLearningRate()).isEqualTo(settings.containsKey("schedule"));
    if (!updater.hasLearningRate()) {
      assertThat(updater.schedule()).isEqualTo(new LearningRateSchedule.Constant());
      assertThatThrownBy(() -> updater.withSchedule(OTHER))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage(name(updater) + " has no learning rate");
      return;
    }
    UpdaterSpec other = updater.withSchedule(OTHER);
    settings.put("schedule", OTHER);
    assertThat(other).hasSameClassAs(updater);
    assertThat(settings(other)).isEqualTo(settings);
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void yamlHoldsEverySetting(UpdaterSpec updater) {
    String yaml = YamlWriter.write(ConfigUnbinder.unbind(new Updating(updater)));
    assertThat(Settings.of(Updating.class, yaml).updater()).isEqualTo(updater);
  }

  private static String name(UpdaterSpec updater) {
    return updater.getClass().getAnnotation(Choice.class).value();
  }

  /** The settings of the record, read without the methods under test. */
  private static Map<String, Object> settings(Object updater) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (RecordComponent component : updater.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(updater);
        if (component.isAnnotationPresent(Unwrapped.class)) {
          settings.putAll(settings(value));
        } else {
          settings.put(component.getName(), value);
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(component + " cannot be read", e);
      }
    }
    return settings;
  }
}
