package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ensayo.core.config.Zoo.AllDefault;
import dev.ensayo.core.config.Zoo.Box;
import dev.ensayo.core.config.Zoo.Circle;
import dev.ensayo.core.config.Zoo.Collections;
import dev.ensayo.core.config.Zoo.Color;
import dev.ensayo.core.config.Zoo.Maybe;
import dev.ensayo.core.config.Zoo.Nested;
import dev.ensayo.core.config.Zoo.Scalars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigBinderTest {
  private static <C extends Record> C bind(Class<C> type, String yaml) {
    return ConfigBinder.bind(YamlReader.parse("study.yaml", yaml), "agent", type);
  }

  /** The messages, one a problem, as a user sees them. */
  private static List<String> problems(Class<? extends Record> type, String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> bind(type, yaml));
    assertThat(e).as("%s must not bind to %s", yaml, type).isNotNull();
    assertThat(e.getMessage().lines().toList())
        .isEqualTo(e.problems().stream().map(Problem::toString).toList());
    return e.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void scalarsOfEveryType() {
    assertThat(
            bind(
                Scalars.class,
                "{count: 1e1, big: -9223372036854775808, rate: .5, flag: false, text: 'no',"
                    + " color: red}"))
        .isEqualTo(new Scalars(10, Long.MIN_VALUE, 0.5, false, "no", Color.RED));
  }

  @Test
  void defaultsAreTakenWhereNothingIsGiven() {
    assertThat(bind(Scalars.class, "{}"))
        .isEqualTo(new Scalars(3, 9007199254740993L, 1e-3, true, "plain", Color.DARK_BLUE));
    assertThat(bind(Scalars.class, "{rate: 1}").rate()).isEqualTo(1);
  }

  @Test
  void textStaysAsWritten() {
    assertThat(bind(Scalars.class, "{text: 1e-3}").text()).isEqualTo("1e-3");
    assertThat(bind(Scalars.class, "{text: on}").text()).isEqualTo("on");
    assertThat(bind(Scalars.class, "{text: ''}").text()).isEmpty();
  }

  @Test
  void optionalsAreEmptyWithoutAValueAndForNull() {
    assertThat(bind(Maybe.class, "{}"))
        .isEqualTo(
            new Maybe(
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(7)));
    assertThat(
            bind(
                Maybe.class,
                "{count: null, big: ~, rate: , text: null, color: null, scalars: null, given: null}"))
        .isEqualTo(
            new Maybe(
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty()));
  }

  @Test
  void optionalsHoldWhatIsGiven() {
    assertThat(
            bind(
                Maybe.class,
                "{count: 0, big: 5, rate: 0.25, text: 'null', color: red, scalars: {count: 4}}"))
        .isEqualTo(
            new Maybe(
                OptionalInt.of(0),
                OptionalLong.of(5),
                OptionalDouble.of(0.25),
                Optional.of("null"),
                Optional.of(Color.RED),
                Optional.of(
                    new Scalars(4, 9007199254740993L, 1e-3, true, "plain", Color.DARK_BLUE)),
                OptionalInt.of(7)));
  }

  @Test
  void listsAndMaps() {
    Collections bound =
        bind(
            Collections.class,
            "{names: [a, 'null', 2], weights: {z: 1, a: 0.5}, shapes: [circle, {type: box, width:"
                + " 1}], rows: [[3], [4, 5]]}");

    assertThat(bound.sizes()).containsExactly(120, 84);
    assertThat(bound.names()).containsExactly("a", "null", "2");
    assertThat(bound.weights()).isEqualTo(Map.of("z", 1.0, "a", 0.5));
    assertThat(bound.weights().keySet()).as("order as written").containsExactly("z", "a");
    assertThat(bound.shapes()).containsExactly(new Circle(1), new Box(1, 2, new Circle(1)));
    assertThat(bound.rows()).containsExactly(List.of(3), List.of(4, 5));
  }

  @Test
  void boundListsAndMapsCannotBeChanged() {
    Collections bound = bind(Collections.class, "{names: [a]}");

    assertThatThrownBy(() -> bound.names().add("b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> bound.weights().put("b", 1.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aChoiceByTypeOrByASingleWord() {
    assertThat(bind(Nested.class, "{number: 1}").shape()).as("default").isEqualTo(new Circle(3));
    assertThat(bind(Nested.class, "{number: 1, shape: circle}").shape()).isEqualTo(new Circle(1));
    assertThat(bind(Nested.class, "{number: 1, shape: {type: circle, radius: 2}}").shape())
        .isEqualTo(new Circle(2));
    assertThat(
            bind(
                    Nested.class,
                    "{number: 1, shape: {content: {type: box, width: 3}, type: box, width: 1}}")
                .shape())
        .isEqualTo(new Box(1, 2, new Box(3, 2, new Circle(1))));
  }

  @Test
  void settingsWithoutATypeChangeTheDefault() {
    assertThat(bind(Nested.class, "{number: 1, shape: {radius: 2}}").shape())
        .isEqualTo(new Circle(2));
    assertThat(bind(Nested.class, "{number: 1, shape: {}}").shape())
        .as("what the default sets stays")
        .isEqualTo(new Circle(3));
    assertThat(bind(Nested.class, "{number: 1, shape: {type: circle}}").shape())
        .as("a type is a choice of its own")
        .isEqualTo(new Circle(1));
  }

  @Test
  void aRecordWhoseSettingsAllHaveDefaultsNeedNotBeGiven() {
    assertThat(bind(AllDefault.class, "{}"))
        .isEqualTo(
            new AllDefault(Settings.defaults(Scalars.class), Settings.defaults(Collections.class)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count: many|count: expected a whole number, found 'many'",
        "count: 1.5|count: expected a whole number within its range, found '1.5'",
        "count: 3000000000|count: expected a whole number within its range, found '3000000000'",
        "count: 1e999999999|count: expected a whole number within its range, found '1e999999999'",
        "count: ''|count: expected a whole number, found ''",
        "count: [1]|count: expected a whole number, found a list of 1",
        "count: {a: 1}|count: expected a whole number, found a mapping with the keys [a]",
        "count: null|count: expected a whole number, found nothing",
        "count: 0|count: must lie in [1, 10] (steps), not 0",
        "count: 11|count: must lie in [1, 10] (steps), not 11",
        "big: 9223372036854775808|big: expected a whole number within its range, found"
            + " '9223372036854775808'",
        "rate: fast|rate: expected a number, found 'fast'",
        "rate: 0|rate: must lie in (0, 1], not 0.0",
        "rate: 1.0001|rate: must lie in (0, 1], not 1.0001",
        "rate: NaN|rate: expected a number, found 'NaN'",
        "rate: .inf|rate: expected a number, found '.inf'",
        "rate: 1e999|rate: expected a number within its range, found '1e999'",
        "flag: yes|flag: expected true or false, found 'yes'",
        "flag: null|flag: expected true or false, found nothing",
        "text: [a]|text: expected text, found a list of 1",
        "text: null|text: expected text, found nothing",
        "color: rde|color: no such choice: 'rde'; did you mean 'red'? known: red, dark-blue",
        "color: RED|color: no such choice: 'RED'; did you mean 'red'? known: red, dark-blue",
        "color: null|color: expected one of red, dark-blue, found nothing",
        "color: [red]|color: expected one of red, dark-blue, found a list of 1",
        "cuont: 3|cuont: unknown key; did you mean 'count'? known: count, big, rate, flag, text,"
            + " color",
        "kitchen: 3|kitchen: unknown key; known: count, big, rate, flag, text, color",
      })
  void whatIsWrongWithAScalar(String yaml, String expected) {
    assertThat(problems(Scalars.class, "# a comment\n\n" + yaml + "\n"))
        .containsExactly("study.yaml:3: agent." + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count: -1|count: must be at least 0, not -1",
        "rate: 1|rate: must lie in [0, 1), not 1.0",
        "count: x|count: expected a whole number, found 'x'",
        "big: 0.5|big: expected a whole number within its range, found '0.5'",
        "scalars: {count: 0}|scalars.count: must lie in [1, 10] (steps), not 0",
        "scalars: 5|scalars: expected keys with values, found '5'",
      })
  void whatIsWrongInAnOptional(String yaml, String expected) {
    assertThat(problems(Maybe.class, yaml)).containsExactly("study.yaml:1: agent." + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sizes: 120|2|sizes: expected a list like [a, b], found '120'",
        "sizes: null|2|sizes: expected a list like [a, b], found nothing",
        "sizes:\\n- 1\\n- x|4|sizes[1]: expected a whole number, found 'x'",
        "sizes: [1, null]|2|sizes[1]: expected a whole number, found nothing",
        "sizes: [1, 0]|2|sizes: must be at least 1, not 0",
        "weights: [1]|2|weights: expected keys with values, found a list of 1",
        "weights:\\n  a: 1\\n  b: x|4|weights.b: expected a number, found 'x'",
        "weights:\\n  a: 1\\n  b: -1|4|weights.b: must be at least 0, not -1.0",
        "rows: [[1], [2, x]]|2|rows[1][1]: expected a whole number, found 'x'",
        "rows: [[1], 2]|2|rows[1]: expected a list like [a, b], found '2'",
        "shapes:\\n- circle\\n- {type: box}|4|shapes[1].width: is missing; it is width",
      })
  void whatIsWrongInAListOrMap(String yaml, int line, String expected) {
    assertThat(problems(Collections.class, "\n" + yaml.translateEscapes() + "\n"))
        .containsExactly("study.yaml:" + line + ": agent." + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "shape: cirlce|2|shape.type: no such choice: 'cirlce'; did you mean 'circle'? known:"
            + " circle, box",
        "shape:\\n  radius: 1\\n  type: cirlce|4|shape.type: no such choice: 'cirlce'; did you"
            + " mean 'circle'? known: circle, box",
        "shape: {width: 1}|2|shape.width: unknown key; known: radius",
        "shape: {type: [circle]}|2|shape.type: no such choice: 'a list of 1'; known: circle, box",
        "shape: null|2|shape: expected one of [circle, box], found nothing",
        "shape: [circle]|2|shape: expected one of [circle, box], found a list of 1",
        "shape: box|2|shape.width: is missing; it is width",
        "shape:\\n  type: circle\\n  width: 1|4|shape.width: unknown key; known: radius",
        "shape:\\n  type: circle\\n  radius: -1|4|shape.radius: must be at least 0, not -1.0",
        "shape:\\n  type: box\\n  width: 1\\n  content:\\n    type: circle\\n    radius:"
            + " x|7|shape.content.radius: expected a number, found 'x'",
        "scalars: null|2|scalars: expected keys with values, found nothing",
        "scalars: 5|2|scalars: expected keys with values, found '5'",
      })
  void whatIsWrongInANestedSetting(String yaml, int line, String expected) {
    assertThat(problems(Nested.class, "number: 1\n" + yaml.translateEscapes() + "\n"))
        .containsExactly("study.yaml:" + line + ": agent." + expected);
  }

  @Test
  void aRequiredSettingThatIsMissingIsExplained() {
    assertThat(problems(Nested.class, "\nshape: circle\n"))
        .containsExactly("study.yaml:2: agent.number: is missing; it is a required number");
  }

  @Test
  void aCrossCheckIsLocatedAtTheKeyItNames() {
    assertThat(
            problems(
                Nested.class,
                """
                number: 5
                scalars:
                  flag: true
                  count: 4
                """))
        .containsExactly("study.yaml:4: agent.scalars.count: must be at least number = 5, not 4");
  }

  @Test
  void aCrossCheckOfADefaultIsLocatedAtTheRecord() {
    assertThat(problems(Nested.class, "\nnumber: 5\nshape: circle\n"))
        .containsExactly("study.yaml:2: agent.scalars.count: must be at least number = 5, not 3");
  }

  /** Not at another key that happens to have the name of the last word of the path. */
  @Test
  void aMissingKeyIsNotMistakenForOneOfTheSameNameFurtherUp() {
    ConfigNode.Mapping node = YamlReader.parse("study.yaml", "a: 1\nb: 1\ncount: 1\n");

    assertThat(
            ConfigBinder.locate(node, "agent", new InvalidSettingException("scalars.count", "bad")))
        .isEqualTo(new Problem(new Origin("study.yaml", 1), "agent.scalars.count", "bad"));
  }

  @Test
  void aProblemOfTheRecordAsAWholeIsLocatedAtTheRecord() {
    ConfigNode.Mapping node = YamlReader.parse("study.yaml", "a: 1\n");

    assertThat(ConfigBinder.locate(node, "agent", new InvalidSettingException("", "bad")))
        .isEqualTo(new Problem(new Origin("study.yaml", 1), "agent", "bad"));
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    assertThat(
            problems(
                Nested.class,
                """
                numbr: 1
                scalars:
                  count: x
                  rate: y
                  flga: true
                shape:
                  type: box
                  height: z
                """))
        .containsExactlyInAnyOrder(
            "study.yaml:1: agent.numbr: unknown key; did you mean 'number'? known: scalars, shape,"
                + " number",
            "study.yaml:1: agent.number: is missing; it is a required number",
            "study.yaml:3: agent.scalars.count: expected a whole number, found 'x'",
            "study.yaml:4: agent.scalars.rate: expected a number, found 'y'",
            "study.yaml:5: agent.scalars.flga: unknown key; did you mean 'flag'? known: count,"
                + " big, rate, flag, text, color",
            "study.yaml:6: agent.shape.width: is missing; it is width",
            "study.yaml:8: agent.shape.height: expected a number, found 'z'");
  }

  @Test
  void withoutAPathKeysStandAlone() {
    assertThatThrownBy(
            () -> ConfigBinder.bind(YamlReader.parse("study.yaml", "count: x"), "", Scalars.class))
        .hasMessage("study.yaml:1: count: expected a whole number, found 'x'");
  }

  record Renamed(@Setting(value = "a class", key = "class", defaultValue = "1", min = 1) int type) {
    Renamed {
      Settings.check(Renamed.class, type);
    }
  }

  @Refused(key = "speed", reason = "it is measured, not set")
  record Measured(@Setting(value = "size", defaultValue = "1") int size) {}

  record Around(@Unwrapped Measured measured) {}

  @Test
  void aKeyThatIsLackingOnPurposeIsRefusedWithTheReason() {
    assertThat(problems(Around.class, "speed: 3"))
        .containsExactly("study.yaml:1: agent.speed: is not here: it is measured, not set");
    assertThat(problems(Measured.class, "speed: 3"))
        .containsExactly("study.yaml:1: agent.speed: is not here: it is measured, not set");
    assertThat(problems(Measured.class, "sped: 3"))
        .containsExactly("study.yaml:1: agent.sped: unknown key; known: size");
  }

  @Test
  void aKeyThatIsAWordOfJavaHasAnotherNameInTheCode() {
    assertThat(bind(Renamed.class, "{class: 3}")).isEqualTo(new Renamed(3));
    assertThat(problems(Renamed.class, "type: 3"))
        .containsExactly("study.yaml:1: agent.type: unknown key; known: class");
    assertThat(problems(Renamed.class, "class: 0"))
        .containsExactly("study.yaml:1: agent.class: must be at least 1, not 0");
    assertThat(YamlWriter.write(ConfigUnbinder.unbind(new Renamed(3)))).isEqualTo("class: 3\n");
    assertThat(SettingsCatalog.of(Renamed.class))
        .singleElement()
        .matches(e -> e.path().equals("class"));
  }

  record WithoutAnnotation(int count) {}

  record Unsupported(@Setting(value = "a", defaultValue = "1") float x) {}

  record Broken(@Setting(value = "a", defaultValue = "1") int x) {
    Broken {
      throw new IllegalArgumentException("a mistake in the code, not in the study");
    }
  }

  sealed interface Nameless permits NamelessChoice {}

  record NamelessChoice() implements Nameless {}

  record OfNameless(@Setting("a") Nameless nameless) {}

  @Test
  void mistakesInTheCodeAreNotBlamedOnTheStudy() {
    assertThatThrownBy(() -> bind(WithoutAnnotation.class, "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("WithoutAnnotation.count lacks @Setting");
    assertThatThrownBy(() -> bind(Unsupported.class, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("float");
    assertThatThrownBy(() -> bind(Broken.class, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a mistake in the code, not in the study");
    assertThatThrownBy(() -> bind(OfNameless.class, "{nameless: x}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lacks @Choice");
  }
}
