package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.config.Zoo.AllDefault;
import dev.ensayo.core.config.Zoo.Box;
import dev.ensayo.core.config.Zoo.Circle;
import dev.ensayo.core.config.Zoo.Collections;
import dev.ensayo.core.config.Zoo.Color;
import dev.ensayo.core.config.Zoo.Maybe;
import dev.ensayo.core.config.Zoo.Nested;
import dev.ensayo.core.config.Zoo.Scalars;
import dev.ensayo.core.config.Zoo.Shape;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConfigUnbinderTest {
  private final RandomStream random = new SeedSequence(3).stream("records");

  /** Unbinding, writing, reading and binding give the same record, for many random ones. */
  @Test
  void bindingUndoesUnbinding() {
    for (int i = 0; i < 300; i++) {
      assertSurvives(scalars());
      assertSurvives(maybe());
      assertSurvives(collections());
      assertSurvives(new Nested(scalars(), shape(3), 1));
      assertSurvives(new AllDefault(scalars(), collections()));
    }
  }

  /** What may be anything keeps its types: numbers, flags, nothing, texts, lists and keys. */
  @Test
  void anyValueSurvives() {
    Anything anything =
        Settings.of(
            Anything.class,
            "{any: {whole: 4, real: -2.5e-3, flag: true, none: null, text: 4x4,"
                + " list: [SF, [1, 2]], below: {x: {}}}}");
    assertThat(anything.any().get("whole").isLong()).isTrue();
    assertThat(anything.any().get("real").asDouble()).isEqualTo(-0.0025);
    assertThat(anything.any().get("flag").isBoolean()).isTrue();
    assertThat(anything.any().get("none").isNull()).isTrue();
    assertThat(anything.any().get("text").asText()).isEqualTo("4x4");
    assertThat(anything.any().get("list")).hasToString("[\"SF\",[1,2]]");
    assertThat(anything.any().get("below")).hasToString("{\"x\":{}}");
    assertSurvives(anything);
    assertThat(SettingsCatalog.of(Anything.class))
        .extracting(SettingsCatalog.Entry::type)
        .containsExactly("keys, each with any value");
    assertThat(new SettingsSchema().record(Anything.class)).isNotNull();
  }

  /** Where one of several choices alone will do, no type is bound, and none is written. */
  @Test
  void aSettingOfOneChoiceSurvives() {
    assertSurvives(Settings.of(Round.class, "{circle: {radius: 4}}"));
  }

  /** A setting that asks for one choice. */
  record Round(@Setting("must be round") Circle circle) {}

  /** A setting that holds whatever is written. */
  record Anything(@Setting("whatever there is") Map<String, JsonNode> any) {}

  private static void assertSurvives(Record config) {
    ConfigNode.Mapping unbound = ConfigUnbinder.unbind(config);
    assertThat((Object) ConfigBinder.bind(unbound, "", config.getClass())).isEqualTo(config);

    ConfigNode.Mapping read = YamlReader.parse("(text)", YamlWriter.write(unbound));
    assertThat(Nodes.withoutOrigins(read)).isEqualTo(unbound);
    assertThat((Object) ConfigBinder.bind(read, "", config.getClass())).isEqualTo(config);
  }

  private Scalars scalars() {
    return new Scalars(
        1 + random.nextInt(10),
        random.nextLong(),
        1 - random.nextDouble(),
        random.nextBoolean(),
        text(),
        random.nextBoolean() ? Color.RED : Color.DARK_BLUE);
  }

  private Maybe maybe() {
    return new Maybe(
        random.nextBoolean() ? OptionalInt.of(random.nextInt(100)) : OptionalInt.empty(),
        random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
        random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty(),
        maybe(this::text),
        maybe(() -> Color.DARK_BLUE),
        maybe(this::scalars),
        random.nextBoolean() ? OptionalInt.of(-random.nextInt(100)) : OptionalInt.empty());
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private Collections collections() {
    return new Collections(
        list(() -> 1 + random.nextInt(1000)),
        list(this::text),
        map(),
        list(() -> shape(2)),
        list(() -> list(random::nextInt)));
  }

  private Shape shape(int depth) {
    return depth == 0 || random.nextBoolean()
        ? new Circle(Math.abs(number()))
        : new Box(number(), number(), shape(depth - 1));
  }

  /** A double of any size, subnormal ones too. */
  private double number() {
    double x;
    do {
      x = Double.longBitsToDouble(random.nextLong());
    } while (!Double.isFinite(x));
    return x;
  }

  private <T> List<T> list(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      items.add(item.get());
    }
    return items;
  }

  private Map<String, Double> map() {
    Map<String, Double> items = new LinkedHashMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      items.put(text(), Math.abs(number()));
    }
    return items;
  }

  private String text() {
    String alphabet = "ab 1.e-:#'\"{[,\n猫~";
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void everyDefaultIsWrittenOut() {
    assertThat(YamlWriter.write(ConfigUnbinder.unbind(Settings.of(Nested.class, "{number: 1}"))))
        .isEqualTo(
            """
            scalars:
              count: 3
              big: 9007199254740993
              rate: 0.001
              flag: true
              text: plain
              color: dark-blue
            shape:
              type: circle
              radius: 3.0
            number: 1
            """);
  }

  @Test
  void anAbsentOptionalIsWrittenAsNull() {
    assertThat(YamlWriter.write(ConfigUnbinder.unbind(Settings.defaults(Maybe.class))))
        .isEqualTo(
            """
            count: null
            big: null
            rate: null
            text: null
            color: null
            scalars: null
            given: 7
            """);
  }
}
