package dev.ensayo.experiments.cli;

import dev.ensayo.core.plugin.RunTool;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a tool takes beside its options. */
final class Positionals {
  private Positionals() {}

  /**
   * Adds them to a command.
   *
   * @param from how many others come before
   */
  static void addTo(CommandSpec spec, int from, RunTool.Operands operands) {
    if (operands.most() == 0) {
      return;
    }
    String most = operands.most() == Integer.MAX_VALUE ? "*" : "" + operands.most();
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(from + "..*")
            .arity("0.." + most)
            .paramLabel(operands.label())
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(ToolCommand.escaped(operands.meaning()))
            .build());
  }

  /**
   * What was given.
   *
   * @param after what stands before them, for messages; may be empty
   * @throws WrongInputException if they are too few or too many
   */
  static List<String> read(
      CommandSpec spec, int from, RunTool.Operands wanted, String tool, String after) {
    List<String> given =
        spec.positionalParameters().stream()
            .filter(parameter -> parameter.index().min() == from)
            .map(ArgSpec::<List<String>>getValue)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(List.of());
    if (given.size() < wanted.least() || given.size() > wanted.most()) {
      throw new WrongInputException(
          tool
              + " needs "
              + (wanted.least() == wanted.most() ? "" : "at least ")
              + wanted.least()
              + " "
              + wanted.label()
              + after
              + " ("
              + wanted.meaning()
              + "), not "
              + given.size());
    }
    return given;
  }
}
