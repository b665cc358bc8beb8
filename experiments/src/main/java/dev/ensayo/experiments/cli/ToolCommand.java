package dev.ensayo.experiments.cli;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.SettingsCatalog;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.FileTool;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/**
 * A {@link RunTool} as a command: {@code ensayo NAME RUN OPERAND… --option VALUE…}; a {@link
 * FileTool} takes a file in the place of RUN.
 */
@Command(mixinStandardHelpOptions = true)
final class ToolCommand<C extends Record> implements Callable<Integer> {
  private static final String OPTION_PREFIX = "--";

  @Spec private CommandSpec spec;

  private Path path;

  private final RunTool<C> tool;

  private ToolCommand(RunTool<C> tool) {
    this.tool = tool;
  }

  /** The command with an option for each of the tool's settings. */
  static <C extends Record> CommandSpec of(RunTool<C> tool) {
    ToolCommand<C> command = new ToolCommand<>(tool);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.name(tool.name());
    spec.usageMessage().description(escaped(tool.summary()));
    spec.addPositional(command.subject());
    RunTool.Operands operands = tool.operands();
    if (operands.most() > 0) {
      String most = operands.most() == Integer.MAX_VALUE ? "*" : "" + operands.most();
      spec.addPositional(
          PositionalParamSpec.builder()
              .index("1..*")
              .arity("0.." + most)
              .paramLabel(operands.label())
              .type(List.class)
              .auxiliaryTypes(String.class)
              .description(escaped(operands.meaning()))
              .build());
    }
    for (SettingsCatalog.Entry setting : SettingsCatalog.of(tool.configType())) {
      spec.addOption(option(setting));
    }
    return spec;
  }

  /** What the command is used on. */
  private PositionalParamSpec subject() {
    String run = "The folder of a finished run, such as runs/STUDY/VARIANT/seed-1";
    String meaning =
        tool instanceof FileTool<C> files ? run + ", or a file: " + files.fileMeaning() : run;
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .paramLabel(subjectLabel())
        .type(Path.class)
        .description(escaped(meaning + "."))
        .setter(
            new CommandLine.Model.ISetter() {
              @Override
              public <T> T set(T value) {
                path = (Path) value;
                return value;
              }
            })
        .build();
  }

  private String subjectLabel() {
    return tool instanceof FileTool<C> ? "RUN|FILE" : "RUN";
  }

  /** A flag for what is true or false, else an option with a value. */
  private static OptionSpec option(SettingsCatalog.Entry setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(OPTION_PREFIX + dashed(setting.path()))
            .type(String.class)
            .paramLabel(label(setting))
            .description(escaped(meaning(setting)));
    return setting.type().equals("true or false")
        ? option.arity("0..1").fallbackValue("true").paramLabel("true|false").build()
        : option.build();
  }

  private static String dashed(String key) {
    return CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, key);
  }

  private static String label(SettingsCatalog.Entry setting) {
    return setting.type().contains("number") ? "N" : "VALUE";
  }

  private static String meaning(SettingsCatalog.Entry setting) {
    StringBuilder words = new StringBuilder(setting.meaning());
    if (!setting.range().isEmpty()) {
      words.append("; ").append(setting.range());
    }
    if (!setting.defaultValue().isEmpty()) {
      words.append(" (default: ").append(setting.defaultValue()).append(')');
    }
    return words.toString();
  }

  /** Without the signs that picocli would interpret. */
  static String escaped(String text) {
    return text.replace("%", "%%").replace("@", "@@");
  }

  @Override
  public Integer call() throws IOException {
    C options = options();
    List<String> operands = operands();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (tool instanceof FileTool<C> files && Files.isRegularFile(path)) {
        files.useFile(options, new FileTool.FileCall(path, operands, out, err));
      } else {
        RunDirectory run = run();
        tool.use(options, new RunTool.Call(run, YamlReader.read(run.config()), operands, out, err));
      }
    } catch (InvalidSettingException e) {
      String option = e.key().isEmpty() ? tool.name() : OPTION_PREFIX + dashed(e.key());
      throw new ConfigException(new Problem(new Origin(option, 0), "", e.getMessage()));
    }
    out.flush();
    err.flush();
    return ExitCode.DONE;
  }

  private RunDirectory run() throws IOException {
    if (tool instanceof FileTool<C> && !Files.exists(path)) {
      throw new WrongInputException("there is neither a run nor a file '" + path + "'");
    }
    return FinishedRun.at(path);
  }

  private C options() {
    try {
      return ConfigBinder.bind(settings(), "", tool.configType());
    } catch (ConfigException e) {
      // The origin, an option, says it all.
      throw new ConfigException(
          e.problems().stream()
              .map(problem -> new Problem(problem.origin(), "", problem.message()))
              .toList());
    }
  }

  private ConfigNode.Mapping settings() {
    Map<String, ConfigNode> given = new LinkedHashMap<>();
    for (SettingsCatalog.Entry setting : SettingsCatalog.of(tool.configType())) {
      String option = OPTION_PREFIX + dashed(setting.path());
      String value = spec.commandLine().getParseResult().matchedOptionValue(option, null);
      if (value != null) {
        given.put(setting.path(), ConfigNode.Scalar.of(new Origin(option, 0), value));
      }
    }
    return new ConfigNode.Mapping(Origin.DEFAULT, ImmutableMap.copyOf(given));
  }

  private List<String> operands() {
    List<String> given =
        spec.positionalParameters().stream()
            .filter(parameter -> parameter.index().min() == 1)
            .map(ArgSpec::<List<String>>getValue)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(List.of());
    RunTool.Operands wanted = tool.operands();
    if (given.size() < wanted.least() || given.size() > wanted.most()) {
      throw new WrongInputException(
          tool.name()
              + " needs "
              + (wanted.least() == wanted.most() ? "" : "at least ")
              + wanted.least()
              + " "
              + wanted.label()
              + " after "
              + subjectLabel()
              + " ("
              + wanted.meaning()
              + "), not "
              + given.size());
    }
    return given;
  }
}
