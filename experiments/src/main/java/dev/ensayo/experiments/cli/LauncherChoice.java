package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.launch.LauncherException;
import dev.ensayo.experiments.launch.LauncherOption;
import dev.ensayo.experiments.launch.LauncherProvider;
import dev.ensayo.experiments.launch.Launchers;
import dev.ensayo.experiments.launch.LocalLauncher;
import dev.ensayo.experiments.launch.ShareLauncher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Where runs are made: {@code --launcher}, and the options that launchers bring along. */
final class LauncherChoice {
  private static final String LAUNCHER = "--launcher";
  private static final String SHARE = "--share";
  private static final String FLAG_GIVEN = "true";

  private final Launchers launchers;
  private final ParseResult parsed;

  LauncherChoice(Launchers launchers, ParseResult parsed) {
    this.launchers = launchers;
    this.parsed = parsed;
  }

  /** Gives a command the option, with those of all launchers. */
  static void addTo(CommandSpec command, Launchers launchers) {
    String names =
        launchers.all().stream()
            .map(provider -> provider.name() + " (" + provider.description() + ")")
            .collect(Collectors.joining(", "));
    command.addOption(
        OptionSpec.builder(LAUNCHER)
            .type(String.class)
            .paramLabel("NAME")
            .defaultValue(LocalLauncher.NAME)
            .description(
                "Where runs are made: %s (default: ${DEFAULT-VALUE})."
                    .formatted(ToolCommand.escaped(names)))
            .build());
    command.addOption(
        OptionSpec.builder(SHARE)
            .type(boolean.class)
            .arity("0")
            .description(
                "Shares the study with other processes on any machines that see the folder: the"
                    + " first begins it, others join it, each makes the runs that nobody has, and"
                    + " the last writes the report. The same as --launcher share.")
            .build());
    for (LauncherProvider provider : launchers.all()) {
      if (!provider.options().isEmpty()) {
        ArgGroupSpec.Builder group =
            ArgGroupSpec.builder()
                .heading("%nWith " + LAUNCHER + " " + provider.name() + ":%n")
                .validate(false);
        provider.options().forEach(option -> group.addArg(spec(option)));
        command.addArgGroup(group.build());
      }
    }
  }

  private static OptionSpec spec(LauncherOption option) {
    OptionSpec.Builder spec =
        OptionSpec.builder(option.name()).description(ToolCommand.escaped(option.description()));
    return option.isFlag()
        ? spec.type(boolean.class).arity("0").build()
        : spec.type(String.class).paramLabel(option.label()).build();
  }

  /**
   * What the command line says.
   *
   * @param parsed of the command that the options were added to
   */
  static LauncherChoice of(ParseResult parsed) {
    return new LauncherChoice(Launchers.load(), parsed);
  }

  /**
   * Why a command line that has an unknown option cannot be right anyway: its launcher, which may
   * have that option, is not there.
   */
  static Optional<String> unknown(ParseResult parsed) {
    if (!parsed.hasMatchedOption(LAUNCHER)) {
      return Optional.empty();
    }
    try {
      LauncherProvider unused = of(parsed).provider();
      return Optional.empty();
    } catch (LauncherException e) {
      return Optional.of(e.getMessage());
    }
  }

  private String name() {
    return isShareGiven() && !parsed.hasMatchedOption(LAUNCHER)
        ? ShareLauncher.NAME
        : parsed.matchedOptionValue(LAUNCHER, LocalLauncher.NAME);
  }

  private boolean isShareGiven() {
    return parsed.hasMatchedOption(SHARE);
  }

  /** Whether the study is shared with other processes that are expected to come and go. */
  boolean isShared() {
    return provider().isShared();
  }

  private LauncherProvider provider() {
    return launchers.named(name());
  }

  /**
   * Checks that the launcher is there, and that no option is given that goes with another one.
   *
   * @throws LauncherException if that is not so
   */
  void check() {
    LauncherProvider chosen = provider();
    if (isShareGiven() && !chosen.name().equals(ShareLauncher.NAME)) {
      throw new LauncherException(
          "--share is --launcher share and does not go with --launcher " + chosen.name());
    }
    for (LauncherProvider other : launchers.all()) {
      if (!other.name().equals(chosen.name())) {
        given(other.options()).keySet().stream()
            .findFirst()
            .ifPresent(
                option -> {
                  throw new LauncherException(
                      option
                          + " goes with "
                          + LAUNCHER
                          + " "
                          + other.name()
                          + ", not with '"
                          + chosen.name()
                          + "'");
                });
      }
    }
  }

  /**
   * The launcher, ready.
   *
   * @throws LauncherException if it cannot be had
   */
  Launcher connect() throws InterruptedException {
    LauncherProvider chosen = provider();
    return chosen.connect(given(chosen.options()));
  }

  private ImmutableMap<String, String> given(List<LauncherOption> options) {
    ImmutableMap.Builder<String, String> given = ImmutableMap.builder();
    for (LauncherOption option : options) {
      if (parsed.hasMatchedOption(option.name())) {
        given.put(
            option.name(),
            option.isFlag() ? FLAG_GIVEN : parsed.matchedOptionValue(option.name(), ""));
      }
    }
    return given.buildOrThrow();
  }
}
