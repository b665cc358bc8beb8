package dev.ensayo.experiments.play;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.environment.Action;
import dev.ensayo.core.episode.EpisodeSpectator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/**
 * Episodes as CSV, a row a step: the observation that the action was chosen for, the action, the
 * reward as the task pays it, and what the policy thinks of each action, where it has values.
 */
public final class EpisodeTable implements EpisodeSpectator {
  private final Appendable out;
  private int episode;
  private boolean begun;

  /**
   * @param out takes the rows, with a header before the first
   */
  public EpisodeTable(Appendable out) {
    this.out = out;
  }

  @Override
  public void begins(int number, Optional<Drawing> drawing) {
    episode = number;
  }

  @Override
  public void taken(Choice choice, Outcome outcome) throws IOException {
    if (!begun) {
      header(choice);
      begun = true;
    }
    List<Object> row = new ArrayList<>();
    row.add(episode);
    row.add(choice.step());
    if (choice.action() instanceof Action.Vector vector) {
      row.addAll(vector.values());
    } else {
      row.add(((Action.Index) choice.action()).number());
    }
    row.add(outcome.reward());
    row.add(outcome.terminated());
    row.add(outcome.truncated());
    for (float feature : choice.observation()) {
      row.add(feature);
    }
    for (double value : choice.values().orElse(new double[0])) {
      row.add(value);
    }
    print(row);
  }

  private void header(Choice choice) throws IOException {
    List<String> names = new ArrayList<>(List.of("episode", "step"));
    if (choice.action() instanceof Action.Vector vector) {
      for (int i = 0; i < vector.values().size(); i++) {
        names.add("action_" + i);
      }
    } else {
      names.add("action");
    }
    names.addAll(List.of("reward", "terminated", "truncated"));
    for (int i = 0; i < choice.observation().length; i++) {
      names.add("observation_" + i);
    }
    for (int a = 0; a < choice.values().orElse(new double[0]).length; a++) {
      names.add("q_" + a);
    }
    print(names);
  }

  private void print(List<?> row) throws IOException {
    out.append(CSVFormat.RFC4180.format(row.toArray())).append("\r\n");
  }
}
