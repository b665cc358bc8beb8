package dev.ensayo.benchmarks.jmh;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A step with a random action: drawing the action, the step, the time limit, and the reset where an
 * episode ends.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvironmentBenchmark {
  /** As in a study; its settings are the defaults. */
  @Param({
    "cartpole-v1",
    "mountaincar-v0",
    "acrobot-v1",
    "frozenlake-v1",
    "cliffwalking-v1",
    "taxi-v4",
    "minatar-breakout",
    "minatar-asterix",
    "minatar-freeway",
    "minatar-seaquest",
    "minatar-space-invaders",
    "minigrid-doorkey-6x6"
  })
  public String environment;

  private Environment copy;
  private RandomStream random;
  private int actions;
  private boolean ended;

  @Setup
  public void open() {
    SeedSequence seeds = new SeedSequence(1);
    copy = process(environment).create(seeds.child("environment"));
    random = seeds.stream("actions");
    actions = copy.spec().actions();
    ended = true;
  }

  /** The environment of that name with its default settings. */
  static DecisionProcess process(String name) {
    return open(PluginRegistry.load().environment(name));
  }

  private static <C extends Record> DecisionProcess open(EnvironmentProvider<C> provider) {
    return (DecisionProcess) provider.open(Settings.defaults(provider.configType()));
  }

  @Benchmark
  public double step() {
    if (ended) {
      copy.reset();
    }
    StepResult result = copy.step(random.nextInt(actions));
    ended = result.ended();
    return result.reward();
  }

  @TearDown
  public void close() {
    copy.close();
  }
}
