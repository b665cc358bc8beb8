package dev.ensayo.agents.rl4j;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Seeds a foreign object as far as it lets itself be seeded: by its own public {@code setSeed}, or
 * else by that of each generator it holds in an instance field.
 *
 * <p>RL4J has no way to seed an environment. What draws from a static generator, such as {@code
 * Math.random()}, stays out of reach.
 */
final class MdpSeeding {
  private MdpSeeding() {}

  /** Returns whether anything was seeded. */
  static boolean seed(Object target, long seed) {
    if (callSetSeed(target, seed)) {
      return true;
    }
    boolean seeded = false;
    for (Class<?> type = target.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          Object held = read(field, target);
          seeded |= held != null && callSetSeed(held, seed);
        }
      }
    }
    return seeded;
  }

  private static Object read(Field field, Object target) {
    try {
      field.setAccessible(true);
      return field.get(target);
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      return null; // a field of a closed module holds none of the environment's own generators
    }
  }

  private static boolean callSetSeed(Object target, long seed) {
    return call(target, long.class, seed) || call(target, int.class, (int) seed);
  }

  private static boolean call(Object target, Class<?> parameter, Object seed) {
    try {
      Method setSeed = target.getClass().getMethod("setSeed", parameter);
      setSeed.invoke(target, seed);
      return true;
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return false;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnsupportedOperationException) {
        return false; // a generator that refuses, such as ThreadLocalRandom
      }
      throw new IllegalStateException("setSeed of " + target.getClass() + " failed", e.getCause());
    }
  }
}
