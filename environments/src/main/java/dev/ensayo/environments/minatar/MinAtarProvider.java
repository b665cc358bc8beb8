package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.environments.minatar.MinAtarConfig.ActionSet;
import dev.ensayo.environments.wrappers.TimeLimit;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes one of the games. */
public abstract class MinAtarProvider implements EnvironmentProvider<MinAtarConfig> {
  private static final ImmutableIntArray ALL =
      ImmutableIntArray.copyOf(IntStream.range(0, Game.ACTIONS));

  private final String name;
  private final String summary;
  private final Function<Boolean, Game> rules;
  private final ImmutableIntArray useful;

  /**
   * @param rules makes a game, with difficulty ramping or without
   * @param useful the actions that do something
   */
  MinAtarProvider(
      String name, String summary, Function<Boolean, Game> rules, ImmutableIntArray useful) {
    this.name = name;
    this.summary = summary;
    this.rules = rules;
    this.useful = useful;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final Class<MinAtarConfig> configType() {
    return MinAtarConfig.class;
  }

  /** A game of its own. */
  final Game game(boolean ramping) {
    return rules.apply(ramping);
  }

  final ImmutableIntArray actions(ActionSet set) {
    return set == ActionSet.FULL ? ALL : useful;
  }

  @Override
  public final DecisionProcess open(MinAtarConfig config) {
    ImmutableIntArray actions = actions(config.actions());
    DecisionProcess process =
        DecisionProcess.of(
            MinAtar.spec(game(config.difficultyRamping()), actions),
            seeds ->
                new MinAtar(
                    name,
                    game(config.difficultyRamping()),
                    actions,
                    config.stickyActionProbability(),
                    seeds.stream("dynamics"),
                    seeds.stream("sticky-actions")));
    return TimeLimit.of(process, config.stepLimit());
  }
}
