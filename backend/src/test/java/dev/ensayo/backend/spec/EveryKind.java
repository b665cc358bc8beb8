package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.SettingsCatalog;
import dev.ensayo.core.config.SettingsCatalog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every layer, recurrent layer, updater and schedule that a study can choose, found as a study
 * finds it: whatever is added is tested without being named anywhere in the tests.
 */
public final class EveryKind {
  /** Of every network here. */
  public static final int OUTPUTS = 3;

  private static final int REQUIRED_COUNT = 3;

  /** Enough of them that their variance is seldom near 0, where normalizing magnifies roundings. */
  private static final int UNITS = 9;

  private static final int FEW_UNITS = 4;

  private record Kinds(
      @Setting(value = "layers", defaultValue = "[]") List<LayerSpec> layers,
      @Setting(value = "recurrent layers", defaultValue = "[]") List<RecurrentSpec> cells,
      @Setting(value = "updaters", defaultValue = "[]") List<UpdaterSpec> updaters,
      @Setting(value = "schedules", defaultValue = "[]") List<LearningRateSchedule> schedules) {}

  /**
   * A layer after one that learns through it, and before an output if it is none.
   *
   * @param yaml the layer as it is written
   */
  public record LayerCase(String yaml, NetworkSpec network) {
    @Override
    public String toString() {
      return yaml + " of " + network.inputShape();
    }
  }

  private EveryKind() {}

  /** All layers on vectors and on images, where they take them. */
  public static Stream<LayerCase> layerCases(UpdaterSpec updater) {
    List<LayerCase> cases = new ArrayList<>();
    LayerSpec dense = DenseSpec.of(6, Activation.TANH, Initialization.XAVIER);
    LayerSpec convolution = ConvolutionSpec.of(4, 3, Activation.TANH, Initialization.XAVIER);
    for (String yaml : layers()) {
      network(List.of(5), dense, layer(yaml), updater)
          .ifPresent(network -> cases.add(new LayerCase(yaml, network)));
      network(List.of(2, 8, 7), convolution, layer(yaml), updater)
          .ifPresent(network -> cases.add(new LayerCase(yaml, network)));
    }
    return cases.stream();
  }

  private static Optional<NetworkSpec> network(
      List<Integer> inputShape, LayerSpec before, LayerSpec layer, UpdaterSpec updater) {
    List<LayerSpec> layers = new ArrayList<>(List.of(before, layer));
    if (!(layer instanceof OutputSpec output && output.onlyAsOutput())) {
      layers.add(DenseSpec.of(OUTPUTS, Activation.IDENTITY, Initialization.XAVIER));
    }
    try {
      layer.outputShape(before.outputShape(inputShape));
    } catch (InvalidSettingException e) {
      return Optional.empty();
    }
    return Optional.of(
        new NetworkSpec(
            inputShape,
            layers,
            Loss.MEAN_SQUARED_ERROR,
            updater,
            Regularization.none(),
            GradientClipping.none()));
  }

  /** A graph of inputs {@code [3]} and {@code [5]}, a layer after each, and their join. */
  public static GraphSpec joined(JoinSpec.Kind kind, UpdaterSpec updater) {
    LayerSpec dense = DenseSpec.of(4, Activation.TANH, Initialization.XAVIER);
    LayerSpec output = DenseSpec.of(OUTPUTS, Activation.IDENTITY, Initialization.XAVIER);
    return GraphSpec.builder()
        .input("left", List.of(3))
        .input("right", List.of(5))
        .layer("a", dense, "left")
        .layer("b", dense, "right")
        .join("joined", kind, Activation.SOFTSIGN, "a", "b")
        .output("output", output, Loss.HUBER, "joined")
        .build(updater, Regularization.none(), GradientClipping.none());
  }

  public static LayerSpec layer(String yaml) {
    return bind("layers", yaml).layers().get(0);
  }

  public static RecurrentSpec cell(String yaml) {
    return bind("cells", yaml).cells().get(0);
  }

  /** The same with fewer units, for what takes its time with each parameter. */
  public static RecurrentSpec smallCell(String yaml) {
    RecurrentSpec small = cell(yaml.replace("units: " + UNITS, "units: " + FEW_UNITS));
    if (small.units() != FEW_UNITS) {
      throw new AssertionError("not small: " + yaml);
    }
    return small;
  }

  public static UpdaterSpec updater(String yaml) {
    return bind("updaters", yaml).updaters().get(0);
  }

  public static LearningRateSchedule schedule(String yaml) {
    return bind("schedules", yaml).schedules().get(0);
  }

  private static Kinds bind(String list, String yaml) {
    return Settings.of(Kinds.class, "{" + list + ": [" + yaml + "]}");
  }

  /** All layers as they are written, those with switches once for each of their positions. */
  public static ImmutableList<String> layers() {
    return written(LayerSpec.class, "layers", ImmutableMap.of());
  }

  /** All recurrent layers as they are written. */
  public static ImmutableList<String> cells() {
    return written(RecurrentSpec.class, "cells", ImmutableMap.of());
  }

  /**
   * All updaters as they are written.
   *
   * @param settings further settings by the name of the updater, for which the default does not do
   */
  public static ImmutableList<String> updaters(Map<String, String> settings) {
    return written(UpdaterSpec.class, "updaters", settings);
  }

  /** All schedules as they are written. */
  public static ImmutableList<String> schedules() {
    return written(LearningRateSchedule.class, "schedules", ImmutableMap.of());
  }

  private static ImmutableList<String> written(
      Class<?> type, String list, Map<String, String> settings) {
    ImmutableMap<String, Class<?>> choices = Choices.of(type);
    if (!choices.keySet().containsAll(settings.keySet())) {
      throw new AssertionError("settings of what is no more: " + settings.keySet());
    }
    ImmutableList.Builder<String> written = ImmutableList.builder();
    choices.forEach(
        (name, chosen) -> {
          String plain = "{type: " + name;
          if (settings.containsKey(name)) {
            plain += ", " + settings.get(name);
          }
          List<String> variants = new ArrayList<>(List.of(plain));
          for (Entry entry : SettingsCatalog.of(chosen.asSubclass(Record.class))) {
            if (!entry.choice().isEmpty()) {
              continue; // of one of the things that a setting chooses from, not of this kind
            }
            if (entry.required()) {
              variants.replaceAll(variant -> variant + ", " + entry.path() + ": " + value(entry));
            } else if (entry.type().equals("true or false")) {
              boolean other = !Boolean.parseBoolean(entry.defaultValue());
              for (String variant : List.copyOf(variants)) {
                variants.add(variant + ", " + entry.path() + ": " + other);
              }
            }
          }
          written.add(variants.get(0) + "}");
          variants.stream()
              .skip(1)
              .map(variant -> variant + "}")
              .filter(variant -> goTogether(list, variant))
              .forEach(written::add);
        });
    return written.build();
  }

  private static boolean goTogether(String list, String yaml) {
    try {
      bind(list, yaml);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  private static String value(Entry entry) {
    return switch (entry.type()) {
      case "a whole number" ->
          Integer.toString(entry.unit().equals("units") ? UNITS : REQUIRED_COUNT);
      case "a number" -> "0.5";
      default ->
          throw new AssertionError("give " + entry.path() + " a default, or a value in this test");
    };
  }
}
