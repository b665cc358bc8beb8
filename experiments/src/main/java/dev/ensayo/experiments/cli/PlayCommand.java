package dev.ensayo.experiments.cli;

import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.episode.EpisodeFilm;
import dev.ensayo.core.episode.EpisodePlayer;
import dev.ensayo.core.episode.EpisodeSpectator;
import dev.ensayo.core.episode.EpisodeSpectator.Episode;
import dev.ensayo.core.episode.PlayedRun;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.play.EpisodeTable;
import dev.ensayo.experiments.play.TextScreen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo play}: what the policy of a finished run does. */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    description = {
      "Plays the policy of a finished run in its environment, with its wrappers and what they"
          + " learned, as in the run's tests. A terminal shows each step; NO_COLOR=1 without colours."
    })
final class PlayCommand implements Callable<Integer> {
  private static final String SVG = ".svg";
  private static final String CSV = ".csv";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description = "The folder of a finished run, such as runs/cartpole-dqn/baseline/seed-1.")
  private Path path;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many episodes; at least 1 (default: ${DEFAULT-VALUE}).")
  private int episodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "" + PlayedRun.USUAL_SEED,
      description =
          "Of the episodes; the same seed plays the same ones (default: ${DEFAULT-VALUE}, whose"
              + " first episode the report shows).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes the episodes instead of showing them: FILE.svg as a moving picture, FILE.csv with"
              + " observations, actions, rewards and action values (Q), a row a step.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    RunDirectory directory = FinishedRun.at(path);
    RunPlan plan = plan(YamlReader.read(directory.config()));
    try (PlayedRun run = open(plan, directory)) {
      List<Episode> played = play(run, plan);
      if (episodes > 1) {
        double mean = played.stream().mapToDouble(Episode::total).average().orElseThrow();
        say(String.format(Locale.ROOT, "mean return %.2f over %d episodes", mean, episodes));
      }
      if (out != null) {
        say("written to " + out);
      }
    }
    return ExitCode.DONE;
  }

  private void say(String line) {
    PrintWriter words = spec.commandLine().getOut();
    words.println(line);
    words.flush();
  }

  private void checkOptions() {
    if (episodes < 1) {
      throw new WrongInputException("--episodes must be at least 1, not " + episodes);
    }
    if (out == null) {
      return;
    }
    if (!isOut(SVG) && !isOut(CSV)) {
      throw new WrongInputException("--out must end in .svg or .csv, not '" + out + "'");
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new WrongInputException("--out: there is no folder '" + folder + "'");
    }
    if (Files.isDirectory(out)) {
      throw new WrongInputException("--out: '" + out + "' is a folder");
    }
  }

  private boolean isOut(String ending) {
    return out != null && out.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private RunPlan plan(ConfigNode.Mapping config) {
    PluginRegistry plugins = PluginRegistry.load();
    if (config.entries().get("agent") instanceof ConfigNode.Mapping agent
        && agent.entries().get("type") instanceof ConfigNode.Scalar type
        && !(plugins.agent(type.text()) instanceof PolicyProvider)) {
      throw new WrongInputException(
          "'"
              + path
              + "' is a run of '"
              + type.text()
              + "', which takes no actions; play is for agents that act in an environment");
    }
    return new RunBinder(plugins, Plugins.probes()).bindResolved(onCpu(config));
  }

  /** A policy plays on any machine, wherever it was trained. */
  private static ConfigNode.Mapping onCpu(ConfigNode.Mapping config) {
    return config.entries().get("backend") instanceof ConfigNode.Mapping backend
        ? config.with(
            "backend", backend.with("device", ConfigNode.Scalar.of(Origin.DEFAULT, "cpu")))
        : config;
  }

  private PlayedRun open(RunPlan plan, RunDirectory directory) throws IOException {
    PlayedRun run;
    try {
      run =
          PlayedRun.open(plan, directory.path())
              .orElseThrow(
                  () ->
                      new WrongInputException(
                          "'" + path + "' cannot be played: its agent keeps no policy"));
    } catch (IOException e) {
      throw new WrongInputException("'" + path + "' cannot be played: " + e.getMessage());
    }
    if (isOut(SVG) && run.example().drawing().isEmpty()) {
      run.close();
      throw new WrongInputException(
          "environment '"
              + plan.environmentName()
              + "' does not draw itself; --out FILE.csv writes its numbers");
    }
    return run;
  }

  private List<Episode> play(PlayedRun run, RunPlan plan) throws IOException {
    EpisodePlayer player = run.player(seed, plan.evaluation().stepLimit());
    PrintWriter words = spec.commandLine().getOut();
    if (isOut(SVG)) {
      EpisodeFilm film = new EpisodeFilm(episodes > 1);
      List<Episode> played = play(player, film);
      played.forEach(episode -> say(TextScreen.words(episode)));
      AtomicFile.replace(out, film.svg("Episodes of " + plan.environmentName()));
      return played;
    }
    if (isOut(CSV)) {
      List<Episode> played = new ArrayList<>();
      AtomicFile.replace(
          out,
          stream -> {
            Writer writer =
                new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            played.addAll(play(player, new EpisodeTable(writer)));
            writer.flush();
          });
      played.forEach(episode -> say(TextScreen.words(episode)));
      return played;
    }
    return play(player, new TextScreen(words, OutputTerminal.find(), PlayCommand::pause));
  }

  private List<Episode> play(EpisodePlayer player, EpisodeSpectator spectator) throws IOException {
    List<Episode> played = new ArrayList<>();
    for (int number = 1; number <= episodes; number++) {
      played.add(player.play(number, spectator));
    }
    return played;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
