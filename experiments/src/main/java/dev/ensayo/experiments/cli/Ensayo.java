package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.plugin.PartlyDoneException;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.PluginRegistry.UnknownPluginException;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.study.NotContinuableException;
import dev.ensayo.experiments.launch.LauncherException;
import dev.ensayo.experiments.launch.Launchers;
import dev.ensayo.experiments.run.MachineFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 a run failed or differs, 2 wrong input. */
@Command(
    name = "ensayo",
    description = {
      "A research sandbox for reinforcement learning, sequence models, word vectors and vision.",
      "One YAML file describes a study; one command runs it and writes its report."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Ensayo.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  ensayo list              what there is",
      "  ensayo describe dqn      all settings of an agent, environment or study",
      "  ensayo run cartpole-dqn  the main job: an ablation with its report",
      "  ensayo play RUN          watch what a run has learned"
    },
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      ReportCommand.class,
      RunsCommand.class,
      WatchCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      CompareCommand.class,
      FreezeCommand.class,
      ReproduceCommand.class,
      ProtocolsCommand.class,
      PlayCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      SchemaCommand.class,
      DataCommand.class,
      DoctorCommand.class
    })
public final class Ensayo implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    PluginRegistry plugins = PluginRegistry.load();
    CommandLine commands = commandLine(plugins);
    Plugins.problems(plugins)
        .forEach(problem -> commands.getErr().println("ensayo: left out: " + problem));
    System.exit(commands.execute(arguments));
  }

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    return commandLine(PluginRegistry.load());
  }

  static CommandLine commandLine(PluginRegistry plugins) {
    CommandLine commands = new CommandLine(new Ensayo());
    plugins.tools().values().forEach(tool -> addTool(commands, tool));
    plugins
        .services()
        .values()
        .forEach(tool -> commands.addSubcommand(tool.name(), ServiceCommand.of(tool)));
    LauncherChoice.addTo(
        commands.getSubcommands().get(RunCommand.NAME).getCommandSpec(), Launchers.load());
    commands.setExecutionExceptionHandler(Ensayo::explain);
    commands.setParameterExceptionHandler(Ensayo::explainParameters);
    commands.registerConverter(Path.class, new FolderName());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUsageHelpAutoWidth(true);
    return commands;
  }

  private static void addTool(CommandLine commands, RunTool<?> tool) {
    commands.addSubcommand(tool.name(), ToolCommand.of(tool));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
  }

  private static int explainParameters(ParameterException e, String[] arguments) {
    CommandLine commands = e.getCommandLine();
    PrintWriter err = commands.getErr();
    Optional<String> launcher =
        e instanceof CommandLine.UnmatchedArgumentException
            ? LauncherChoice.unknown(commands.getParseResult())
            : Optional.empty();
    if (launcher.isPresent()) {
      err.println("ensayo: " + launcher.get());
      return ExitCode.WRONG_INPUT;
    }
    err.println("ensayo: " + e.getMessage().replace("option option", "option"));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + commands.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.WRONG_INPUT;
  }

  private static int explain(Exception e, CommandLine commands, CommandLine.ParseResult parsed)
      throws Exception {
    PrintWriter err = commands.getErr();
    if (e instanceof ConfigException config) {
      config.problems().stream()
          .sorted(
              Comparator.comparing((Problem problem) -> problem.origin().source())
                  .thenComparing(problem -> problem.origin().line()))
          .forEach(problem -> err.println(problem));
      return ExitCode.WRONG_INPUT;
    }
    if (e instanceof UnknownPluginException
        || e instanceof NotContinuableException
        || e instanceof LauncherException
        || e instanceof WrongInputException) {
      err.println("ensayo: " + e.getMessage());
      return ExitCode.WRONG_INPUT;
    }
    if (e instanceof PartlyDoneException) {
      err.println("ensayo: " + e.getMessage());
      return ExitCode.FAILED;
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
      err.println("ensayo: " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
      return ExitCode.FAILED;
    }
    throw e;
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Ensayo " + MachineFacts.code(), "Java " + MachineFacts.java()};
    }
  }
}
