package dev.ensayo.core.episode;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a finished run shows of its policy: an episode, and on a map its values. They are made from
 * what the run has written, as {@code play} does it, and touch nothing else of the run.
 */
public final class EpisodeExhibits {
  private static final int MOST_STEPS = 5_000;

  private EpisodeExhibits() {}

  /**
   * The exhibits of a run whose model has been written.
   *
   * @param folder of the run
   * @return none where the environment does not draw itself or the agent keeps no policy
   * @throws IOException if what was kept cannot be read
   */
  public static ImmutableList<Exhibit> of(RunPlan plan, EnvironmentSource source, Path folder)
      throws IOException {
    if (!plan.acts() || !(source instanceof DecisionProcess process) || !isDrawn(process)) {
      return ImmutableList.of();
    }
    Optional<PlayedRun> opened = PlayedRun.open(plan, process, folder);
    if (opened.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    try (PlayedRun run = opened.get()) {
      EpisodeFilm film = new EpisodeFilm(false);
      int stepLimit = Math.min(plan.evaluation().stepLimit(), MOST_STEPS);
      run.player(PlayedRun.USUAL_SEED, stepLimit).play(1, film);
      String name = plan.environmentName();
      exhibits.add(
          new Exhibit.Drawn(
              "episode",
              "An episode",
              "What the policy does at the end of a run: the first episode of ./ensayo play.",
              "An episode of " + name + ". " + film.caption(),
              film.caption(),
              "",
              film.svg("An episode of " + name)));
      map(run, name).ifPresent(exhibits::add);
    }
    return exhibits.build();
  }

  private static boolean isDrawn(DecisionProcess process) {
    try (Environment example = process.create(new SeedSequence(PlayedRun.USUAL_SEED))) {
      return example.drawing().isPresent();
    }
  }

  private static Optional<Exhibit> map(PlayedRun run, String name) {
    Environment example = run.example();
    Optional<StateMap> map = example.drawing().flatMap(Drawing::map);
    if (map.isEmpty() || !example.spec().observation().isDiscrete()) {
      return Optional.empty();
    }
    String title = "Values and greedy actions on the map";
    return ValueMap.of(map.get(), run.policy())
        .map(
            drawn ->
                new Exhibit.Drawn(
                    "value-map",
                    title,
                    "The value of each place, max Q, the bluer the higher, and the action that is"
                        + " taken there; a dot where all actions have the same value.",
                    title + " of " + name + ".",
                    "",
                    drawn.text(),
                    drawn.svg(title + " of " + name, "Arrows are moves.")));
  }
}
