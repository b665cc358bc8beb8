package dev.ensayo.environments.gymnasium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in Python is told in a line, and no process is left behind. */
class GymnasiumFailuresTest {
  @BeforeAll
  static void python() {
    Trials.needPython();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Raising  | ValueError: the rope is torn \\(trials.py, line \\d+\\)",
        "Late     | ValueError: step\\(\\) returned no \\(observation, reward, terminated,"
            + " truncated, info\\), as Gymnasium's environments do: .*",
        "Dying    | its Python process ended with exit code 7: no more air",
        "Garbling | its Python process wrote what is no answer of Ensayo's script: 'Hello, w'…",
        "Hanging  | its Python process did not answer within 1.5 s, so it was ended"
      })
  void anEnvironmentThatFailsInAStep(String name, String reason) {
    String patience = name.equals("Hanging") ? ", timeout: 1.5" : "";
    Environment environment = Trials.open(name, patience).create(new SeedSequence(1));
    assertThatThrownBy(() -> play(environment))
        .isInstanceOf(EnvironmentFaultException.class)
        .satisfies(e -> assertThat(e.getMessage()).matches(reason));
    environment.close();
    environment.close(); // twice does no harm
    assertNoneIsLeft();
  }

  private static void play(Environment environment) {
    boolean ended = true;
    for (int step = 1; step <= 100; step++) {
      if (ended) {
        environment.reset();
      }
      ended = environment.step(0).ended();
    }
  }

  private static void assertNoneIsLeft() {
    List<ProcessHandle> left =
        ProcessHandle.current()
            .descendants()
            .filter(child -> child.info().command().orElse("").contains("python"))
            .filter(GymnasiumFailuresTest::livesOn)
            .toList();
    assertThat(left).isEmpty();
  }

  private static boolean livesOn(ProcessHandle child) {
    return child.onExit().completeOnTimeout(null, 5, TimeUnit.SECONDS).join() == null;
  }

  @Test
  void anUnknownEnvironmentIsToldWithWhatIsKnown() {
    assertInvalid(
        () -> Trials.open("CartPol"),
        "id",
        "module 'trials' has no class 'CartPol'; did you mean 'CartPole'?");
    assertInvalid(
        () -> open("{id: 'no_such_module:Thing'}"),
        "id",
        "there is no module 'no_such_module': give its folder in 'path' or PYTHONPATH, or install"
            + " it");
    assertNoneIsLeft();
  }

  /** A module there would else be found from one folder and not from another. */
  @Test
  void whereEnsayoWasStartedIsNotSearched() {
    assertThat(Path.of("src")).isDirectory(); // which Python takes for a module
    assertInvalid(
        () -> open("{id: 'src:Thing'}"),
        "id",
        "there is no module 'src': give its folder in 'path' or PYTHONPATH, or install it");
  }

  @Test
  void aFolderThatIsNotThere() {
    assertInvalid(
        () -> open("{id: 'trials:CartPole', path: [no/such/folder]}"),
        "path",
        "there is no folder 'no/such/folder'");
  }

  @Test
  void noPythonAndNoGymnasium() {
    assertInvalid(
        () -> open("{id: CartPole-v1, python: no-such-python}"),
        "python",
        "'no-such-python' cannot be started; give a program on the PATH, or the path of a Python"
            + " 3.8 or newer");
    assertInvalid(
        () -> open("{id: CartPole-v1, python: echo}"),
        "python",
        "its Python process wrote what is no answer of Ensayo's script: '-c impor'…");
    assertInvalid(
        () -> open("{id: CartPole-v1, python: 'false'}"),
        "python",
        "its Python process ended with exit code 1");
  }

  @Test
  void withoutGymnasiumItIsToldHowToGetIt() {
    Assumptions.assumeFalse(Trials.has("gymnasium"), "python3 has gymnasium");
    assertInvalid(
        () -> open("{id: CartPole-v1}"),
        "python",
        "python3 has no module gymnasium: 'python3 -m pip install gymnasium' installs it");
  }

  @Test
  void anUnregisteredIdIsToldWithTheNearest() {
    assertInvalid(
        () -> Trials.open("CartPol-v1", Trials.withStandIn(), ""),
        "id",
        "gymnasium 1.3.0 knows no environment 'CartPol-v1'; did you mean 'CartPole-v1'? known:"
            + " CartPole-v1, MountainCar-v0, LunarLander-v3");
    assertThatThrownBy(() -> Trials.open("LunarLander-v3", Trials.withStandIn(), ""))
        .hasMessageMatching(
            "'LunarLander-v3' cannot be made: gymnasium.DependencyNotInstalled: Box2D is not"
                + " installed, you can install it by run .*");
  }

  @Test
  void optionsThatTheEnvironmentDoesNotTake() {
    assertThatThrownBy(() -> Trials.open("CartPole", ", options: {gravity: 3}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "'trials:CartPole' cannot be made: TypeError: CartPole.__init__() got an unexpected"
                + " keyword argument 'gravity'")
        .extracting("key")
        .isEqualTo("options");
    assertThatThrownBy(() -> Trials.open("Refusing", ", options: {colour: blue}"))
        .hasMessageMatching(
            "'trials:Refusing' cannot be made: RuntimeError: there is no paint of colour blue"
                + " \\(trials.py, line \\d+\\)");
    assertThatThrownBy(() -> Trials.open("Falling"))
        .hasMessageMatching(
            "'trials:Falling' fails in its first reset: OSError: the ground is wet \\(trials.py,"
                + " line \\d+\\)");
    assertNoneIsLeft();
  }

  @Test
  void settingsOutOfRange() {
    assertThatThrownBy(() -> Settings.of(GymnasiumConfig.class, "{id: ' ', copies: 0, timeout: 0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("copies: must lie in [1, 4096], not 0")
        .hasMessageContaining("timeout: must lie in (0, 86400] (seconds), not 0");
  }

  /** As when this program is killed in the middle of a step. */
  @Test
  void aProcessEndsWithTheProgramThatStartedItEvenInAStep() throws Exception {
    BridgeScript script = BridgeScript.load();
    Process process =
        new ProcessBuilder(script.command("python3"))
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(script.text());
      String greeting =
          "{\"protocol\": 1, \"options\": {}, \"id\": \"trials:Hanging\", \"path\": [\""
              + String.join("\", \"", Trials.withoutNumpy())
              + "\"]}";
      send(out, 'H', greeting.getBytes(StandardCharsets.UTF_8));
      read(process, 'h');
      send(out, 'C', numbers(1, 7, 0));
      read(process, 'c');
      for (int step = 1; step < 100; step++) {
        send(out, 'S', numbers(1, 0, 0));
        read(process, 's');
      }
      send(out, 'S', numbers(1, 0, 0));
      assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).as("it hangs").isFalse();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ended").isTrue();
  }

  private static byte[] numbers(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static void send(OutputStream out, char kind, byte[] payload) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'E').put((byte) 'N').put((byte) kind).put((byte) 0).putInt(payload.length);
    out.write(header.array());
    out.write(payload);
    out.flush();
  }

  private static void read(Process process, char kind) throws IOException {
    ByteBuffer header =
        ByteBuffer.wrap(process.getInputStream().readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat((char) header.get(2)).isEqualTo(kind);
    assertThat(process.getInputStream().readNBytes(header.getInt(4))).hasSize(header.getInt(4));
  }

  private static void open(String settings) {
    new GymnasiumProvider().open(Settings.of(GymnasiumConfig.class, settings));
  }

  private static void assertInvalid(ThrowingCallable opening, String key, String message) {
    assertThatThrownBy(opening)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(message)
        .extracting("key")
        .isEqualTo(key);
  }

  @Test
  void longListsOfNamesAreShortened() {
    GymnasiumConfig config = Trials.config("trials:Xyz", Trials.withoutNumpy(), "");
    List<String> many = IntStream.range(0, 20).mapToObj(i -> "Name-" + i).toList();
    assertThat(new PythonFailure("id", "none", many).inSettings(config))
        .hasMessageStartingWith("none; known: Name-0, Name-1,")
        .hasMessageEndingWith("Name-11 and 8 more");
  }
}
