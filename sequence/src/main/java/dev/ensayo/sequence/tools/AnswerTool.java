package dev.ensayo.sequence.tools;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Notation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code answer}: what the model of a finished run turns sequences into. */
public final class AnswerTool implements RunTool<AnswerConfig> {
  private final Supplier<PluginRegistry> plugins;

  /** With the plugins of the class path. */
  public AnswerTool() {
    this(PluginRegistry::load);
  }

  AnswerTool(Supplier<PluginRegistry> plugins) {
    this.plugins = Suppliers.memoize(plugins::get);
  }

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public String summary() {
    return "What the model of a run turns sequences into: 535+61 into 596.";
  }

  @Override
  public Class<AnswerConfig> configType() {
    return AnswerConfig.class;
  }

  @Override
  public Operands operands() {
    return new Operands(
        "SOURCE", 0, Integer.MAX_VALUE, "sequences to answer, or --lines with a file of them");
  }

  @Override
  public void use(AnswerConfig options, Call call) throws IOException {
    try (SavedTransducer saved = SavedTransducer.open(call, plugins.get())) {
      refuseWide(options.beam(), saved.model().widestBeam());
      Notation source = saved.notations().source();
      List<String> texts = new ArrayList<>();
      List<int[]> sources = new ArrayList<>();
      for (Asked asked : asked(options, call.operands())) {
        texts.add(asked.text());
        sources.add(asked.encode(source, call.err()));
      }
      AnswerTable table = new AnswerTable(saved.notations(), options.attention(), call.out());
      table.print(texts, sources, answers(options, saved, sources));
      call.out().flush();
    }
  }

  private static void refuseWide(int beam, int widest) {
    if (beam > widest) {
      throw new InvalidSettingException(
          "beam", "must be at most " + widest + " for such a model, not " + beam);
    }
  }

  private static List<Asked> asked(AnswerConfig options, List<String> operands) throws IOException {
    ImmutableList.Builder<Asked> asked = ImmutableList.builder();
    operands.forEach(text -> asked.add(new Asked(text, "")));
    if (options.lines().isPresent()) {
      String name = options.lines().get();
      List<String> lines;
      try {
        lines = TextLines.read(name);
      } catch (InvalidSettingException e) {
        throw new InvalidSettingException("lines", e.getMessage());
      }
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          asked.add(new Asked(lines.get(i), name + ":" + (i + 1) + ": "));
        }
      }
    }
    List<Asked> all = asked.build();
    if (all.isEmpty()) {
      throw new InvalidSettingException(
          "", "there is nothing to answer; give a SOURCE after RUN, or --lines FILE");
    }
    return all;
  }

  private static List<List<Answer>> answers(
      AnswerConfig options, SavedTransducer saved, List<int[]> sources) {
    List<List<Answer>> answers = new ArrayList<>();
    if (options.beam() == 1) {
      saved.model().greedy(sources).forEach(answer -> answers.add(List.of(answer)));
    } else {
      sources.forEach(source -> answers.add(saved.model().beam(source, options.beam())));
    }
    return answers;
  }
}
