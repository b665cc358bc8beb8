package dev.ensayo.serving.command;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.serving.model.ServedModel;
import dev.ensayo.serving.monitor.Monitor;
import dev.ensayo.serving.pipeline.Champion;
import dev.ensayo.serving.versions.ModelRegistry;
import dev.ensayo.serving.versions.NamedModel;
import dev.ensayo.serving.versions.ServedVersion;
import dev.ensayo.serving.versions.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Loads runs as versions of names, and sends requests to them as the options say. */
final class ServedRuns {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+=-]*");

  private final ModelRegistry registry;
  private final Monitor monitor;
  private final int copies;

  /** Versions of runs that are loaded, by name and folder. */
  private final Map<String, String> loaded = new HashMap<>();

  /** A run that is a version of a name. */
  record Loaded(String name, String version, Path folder) {}

  /**
   * @param monitor hears of each version
   * @param copies of each model
   */
  ServedRuns(ModelRegistry registry, Monitor monitor, int copies) {
    this.registry = registry;
    this.monitor = monitor;
    this.copies = copies;
  }

  /**
   * Loads a run.
   *
   * @param name of the model; empty for that of its study
   * @throws InvalidSettingException if it is no finished run with a model, or is loaded already
   */
  Loaded load(String operand, Optional<String> name) throws IOException {
    name.ifPresent(ServedRuns::checkName);
    LoadedRun run = LoadedRun.open(RunPlaces.find(operand), copies);
    String given = name.orElse(run.name());
    boolean ofPipeline = Champion.isVersion(run.folder());
    String version =
        freeVersion(given, ofPipeline ? run.folder().getFileName().toString() : run.version());
    try {
      if (loaded.containsKey(key(given, run.folder()))) {
        throw new IllegalArgumentException("it was named twice");
      }
      run.preprocessing()
          .ifPresent(told -> monitor.serve(given, version, run.folder().toString(), told));
      registry.add(given, version, run.copies());
    } catch (InvalidSettingException e) {
      run.copies().forEach(ServedModel::close);
      throw e;
    } catch (IllegalArgumentException e) {
      run.copies().forEach(ServedModel::close);
      throw new InvalidSettingException("", "'%s': %s".formatted(run.folder(), e.getMessage()));
    }
    loaded.put(key(given, run.folder()), version);
    return new Loaded(given, version, run.folder());
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidSettingException(
          "",
          "a model cannot be called '%s': its name stands in paths; use letters, digits and . _ -"
              .formatted(name));
    }
  }

  /**
   * Lets a run answer all requests of a name; loads it unless it is.
   *
   * @return its version
   */
  String promote(String name, Path run) throws IOException {
    String version = version(name, run.toString());
    registry.model(name).promote(version);
    return version;
  }

  /** Takes a version away, unless requests are sent to it. */
  void remove(String name, String version) {
    try {
      registry.model(name).remove(version);
      loaded
          .entrySet()
          .removeIf(run -> run.getKey().startsWith(name + " ") && run.getValue().equals(version));
    } catch (IllegalStateException e) {
      // Somebody sends requests there by hand; it stays as long as the server does.
    }
  }

  private static String key(String name, Path folder) {
    return name + " " + folder.toAbsolutePath().normalize();
  }

  /** Runs of several studies may have the same variant and seed. */
  private String freeVersion(String name, String wanted) {
    String version = wanted;
    for (int number = 2; has(name, version); number++) {
      version = wanted + "-" + number;
    }
    return version;
  }

  private boolean has(String name, String version) {
    return find(name).stream()
        .flatMap(model -> model.versions().stream())
        .map(ServedVersion::version)
        .anyMatch(version::equals);
  }

  private Optional<NamedModel> find(String name) {
    return registry.models().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** Splits requests as an option says; runs that are not loaded are. */
  void route(RouteOption option) throws IOException {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (RouteOption.Share share : option.shares()) {
      if (weights.put(version(option.name(), share.run()), share.weight()) != null) {
        throw new InvalidSettingException("route", "'" + share.run() + "' has two shares");
      }
    }
    NamedModel model = registry.model(option.name());
    model.begin(new Traffic(weights, model.traffic().shadow()));
  }

  /** Lets a run shadow a name. */
  void shadow(RouteOption option) throws IOException {
    if (option.shares().size() != 1) {
      throw new InvalidSettingException("shadow", "is one run: NAME=RUN");
    }
    if (find(option.name()).isEmpty()) {
      throw new InvalidSettingException(
          "shadow", "there is no model '" + option.name() + "' to be shadowed");
    }
    String version = version(option.name(), option.shares().get(0).run());
    NamedModel model = registry.model(option.name());
    if (model.traffic().weights().containsKey(version)) {
      throw new InvalidSettingException(
          "shadow", "'%s' answers requests of '%s'".formatted(version, option.name()));
    }
    model.begin(model.traffic().withShadow(Optional.of(version)));
  }

  private String version(String name, String run) throws IOException {
    if (has(name, run)) {
      return run;
    }
    String known = loaded.get(key(name, RunPlaces.find(run)));
    return known != null ? known : load(run, Optional.of(name)).version();
  }
}
