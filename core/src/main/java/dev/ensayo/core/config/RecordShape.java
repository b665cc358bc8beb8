package dev.ensayo.core.config;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;

/**
 * A record's components and its constructor, looked up once: Java makes them anew at every question
 * and reads their annotations again.
 *
 * <p>Asking for the constructor links the class, which may need libraries; describing a record asks
 * for its components alone.
 */
final class RecordShape {
  private static final ClassValue<ImmutableList<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected ImmutableList<RecordComponent> computeValue(Class<?> type) {
          return ImmutableList.copyOf(type.getRecordComponents());
        }
      };

  private static final ClassValue<Constructor<?>> CONSTRUCTORS =
      new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
          return find(type);
        }
      };

  private RecordShape() {}

  static ImmutableList<RecordComponent> components(Class<?> type) {
    return COMPONENTS.get(type);
  }

  /** The canonical one, accessible. */
  static Constructor<?> constructor(Class<?> type) {
    return CONSTRUCTORS.get(type);
  }

  private static Constructor<?> find(Class<?> type) {
    Class<?>[] parameters =
        components(type).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no constructor of a record", e);
    }
  }
}
