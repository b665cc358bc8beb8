package dev.ensayo.agents.rl4j;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import dev.ensayo.core.config.InvalidSettingException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deeplearning4j.rl4j.mdp.MDP;

/** An RL4J environment named by its class: finds the class and its constructor, makes instances. */
final class MdpClass {
  /** What an argument can be read as, the narrowest first. */
  private static final ImmutableList<Class<?>> PARAMETER_TYPES =
      ImmutableList.of(
          boolean.class, int.class, long.class, float.class, double.class, String.class);

  private final Constructor<?> constructor;
  private final ImmutableList<String> arguments;

  private MdpClass(Constructor<?> constructor, ImmutableList<String> arguments) {
    this.constructor = constructor;
    this.arguments = arguments;
  }

  /**
   * @throws InvalidSettingException with the key {@code class} if there is no such class, it is not
   *     an RL4J environment or it cannot be constructed without arguments; with the key {@code
   *     arguments} if no constructor takes these
   */
  static MdpClass find(Rl4jEnvironmentConfig config) {
    Class<?> type = load(config.className());
    if (!MDP.class.isAssignableFrom(type)) {
      throw wrongClass(
          config.className()
              + " is not an RL4J environment: it must implement "
              + MDP.class.getName());
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw wrongClass(config.className() + " must be a public class that is not abstract");
    }
    ImmutableList<String> arguments = ImmutableList.copyOf(config.arguments());
    Constructor<?> constructor =
        Arrays.stream(constructors(type))
            .filter(candidate -> takes(candidate, arguments))
            .min(Comparator.comparingInt(MdpClass::width))
            .orElseThrow(() -> noConstructor(type, arguments));
    return new MdpClass(constructor, arguments);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, MdpClass.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw wrongClass(
          "no class "
              + name
              + " on the class path; RL4J's own are org.deeplearning4j.rl4j.mdp.CartpoleNative,"
              + " org.deeplearning4j.rl4j.mdp.toy.SimpleToy and"
              + " org.deeplearning4j.rl4j.mdp.toy.HardDeteministicToy");
    } catch (LinkageError e) {
      throw wrongClass(name + " cannot be loaded: " + e);
    }
  }

  private static Constructor<?>[] constructors(Class<?> type) {
    try {
      return type.getConstructors();
    } catch (LinkageError e) {
      throw wrongClass(type.getName() + " cannot be loaded: " + e);
    }
  }

  private static boolean takes(Constructor<?> candidate, List<String> arguments) {
    Class<?>[] types = candidate.getParameterTypes();
    if (types.length != arguments.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (read(arguments.get(i), types[i], 0).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static int width(Constructor<?> candidate) {
    return Arrays.stream(candidate.getParameterTypes()).mapToInt(PARAMETER_TYPES::indexOf).sum();
  }

  /** The argument as a value of that type; empty if it is none. */
  private static Optional<Object> read(String argument, Class<?> type, long seed) {
    if (argument.equals(Rl4jEnvironmentConfig.SEED)) {
      if (type == int.class) {
        return Optional.of((int) seed);
      }
      return type == long.class ? Optional.of(seed) : Optional.empty();
    }
    if (type == boolean.class) {
      return argument.equals("true") || argument.equals("false")
          ? Optional.of(argument.equals("true"))
          : Optional.empty();
    }
    if (type == int.class) {
      return Optional.ofNullable(Ints.tryParse(argument));
    }
    if (type == long.class) {
      return Optional.ofNullable(Longs.tryParse(argument));
    }
    if (type == float.class) {
      return Optional.ofNullable(Floats.tryParse(argument));
    }
    if (type == double.class) {
      return Optional.ofNullable(Doubles.tryParse(argument));
    }
    return type == String.class ? Optional.of(argument) : Optional.empty();
  }

  private static InvalidSettingException noConstructor(Class<?> type, List<String> arguments) {
    ImmutableList<String> usable =
        Arrays.stream(constructors(type))
            .filter(c -> PARAMETER_TYPES.containsAll(Arrays.asList(c.getParameterTypes())))
            .map(MdpClass::signature)
            .sorted()
            .collect(toImmutableList());
    if (usable.isEmpty()) {
      return wrongClass(
          type.getName()
              + " has no usable constructor: it needs a public one that takes nothing, or only"
              + " numbers, flags and text");
    }
    String known = String.join(" or ", usable);
    return arguments.isEmpty()
        ? wrongClass(
            type.getName()
                + " has no public constructor without parameters; give 'arguments' for "
                + known)
        : new InvalidSettingException(
            "arguments",
            arguments
                + " fit no public constructor of "
                + type.getName()
                + "; there is "
                + known
                + ", and the word seed stands for an int or a long");
  }

  private static String signature(Constructor<?> constructor) {
    return Arrays.stream(constructor.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(", ", constructor.getDeclaringClass().getSimpleName() + "(", ")"));
  }

  /**
   * Makes an instance.
   *
   * @param seed of all its randomness, as far as the class lets itself be seeded: by an argument
   *     {@code seed}, else as {@link MdpSeeding} says
   */
  MDP<?, ?, ?> create(long seed) {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(arguments.get(i), constructor.getParameterTypes()[i], seed).orElseThrow();
    }
    MDP<?, ?, ?> mdp;
    try {
      mdp = (MDP<?, ?, ?>) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw constructionFailed(e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw constructionFailed(e);
    }
    if (!arguments.contains(Rl4jEnvironmentConfig.SEED)) {
      MdpSeeding.seed(mdp, seed);
    }
    return mdp;
  }

  private InvalidSettingException constructionFailed(Throwable cause) {
    Throwable root = Throwables.getRootCause(cause);
    InvalidSettingException invalid =
        wrongClass(signature(constructor) + " with " + arguments + " failed: " + root);
    invalid.initCause(cause);
    return invalid;
  }

  private static InvalidSettingException wrongClass(String message) {
    return new InvalidSettingException("class", message);
  }
}
