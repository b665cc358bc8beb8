package dev.ensayo.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Records with a setting of every type that can be bound. */
final class Zoo {
  private Zoo() {}

  enum Color {
    RED,
    DARK_BLUE
  }

  record Scalars(
      @Setting(value = "a count", defaultValue = "3", min = 1, max = 10, unit = "steps") int count,
      @Setting(value = "a big count", defaultValue = "9007199254740993") long big,
      @Setting(value = "a rate", defaultValue = "1e-3", min = 0, minExcluded = true, max = 1)
          double rate,
      @Setting(value = "a flag", defaultValue = "true") boolean flag,
      @Setting(value = "a text", defaultValue = "plain") String text,
      @Setting(value = "a color", defaultValue = "dark-blue") Color color) {
    Scalars {
      Settings.check(Scalars.class, count, big, rate, flag, text, color);
    }
  }

  record Maybe(
      @Setting(value = "a count", min = 0) OptionalInt count,
      @Setting("a big count") OptionalLong big,
      @Setting(value = "a rate", min = 0, max = 1, maxExcluded = true) OptionalDouble rate,
      @Setting("a text") Optional<String> text,
      @Setting("a color") Optional<Color> color,
      @Setting("all of it") Optional<Scalars> scalars,
      @Setting(value = "given by default", defaultValue = "7") OptionalInt given) {
    Maybe {
      Settings.check(Maybe.class, count, big, rate, text, color, scalars, given);
    }
  }

  record Collections(
      @Setting(value = "layer sizes", defaultValue = "[120, 84]", min = 1) List<Integer> sizes,
      @Setting(value = "names", defaultValue = "[]") List<String> names,
      @Setting(value = "weights by name", defaultValue = "{}", min = 0) Map<String, Double> weights,
      @Setting(value = "shapes", defaultValue = "[]") List<Shape> shapes,
      @Setting(value = "rows", defaultValue = "[[1, 2], []]") List<List<Integer>> rows) {
    Collections {
      Settings.check(Collections.class, sizes, names, weights, shapes, rows);
    }
  }

  sealed interface Shape permits Circle, Box {}

  @Choice(value = "circle", summary = "round")
  record Circle(@Setting(value = "radius", defaultValue = "1", min = 0) double radius)
      implements Shape {
    Circle {
      Settings.check(Circle.class, radius);
    }
  }

  @Choice("box")
  record Box(
      @Setting("width") double width,
      @Setting(value = "height", defaultValue = "2") double height,
      @Setting(value = "what is in it", defaultValue = "circle") Shape content)
      implements Shape {
    Box {
      Settings.check(Box.class, width, height, content);
    }
  }

  record Nested(
      @Setting("the scalars") Scalars scalars,
      @Setting(value = "a shape", defaultValue = "{type: circle, radius: 3}") Shape shape,
      @Setting("a required number") int number) {
    Nested {
      Settings.check(Nested.class, scalars, shape, number);
      if (number > scalars.count()) {
        throw new InvalidSettingException(
            "scalars.count", "must be at least number = " + number + ", not " + scalars.count());
      }
    }
  }

  record AllDefault(
      @Setting("the scalars") Scalars scalars,
      @Setting("the collections") Collections collections) {
    AllDefault {
      Settings.check(AllDefault.class, scalars, collections);
    }
  }
}
