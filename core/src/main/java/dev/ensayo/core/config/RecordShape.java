package dev.ensayo.core.config;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * A record's components and its constructor, looked up once: Java makes them anew at every question
 * and reads their annotations again.
 */
record RecordShape(ImmutableList<RecordComponent> components, Constructor<?> constructor) {
  private static final ClassValue<RecordShape> OF_RECORD =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return look(type);
        }
      };

  static RecordShape of(Class<?> type) {
    return OF_RECORD.get(type);
  }

  private static RecordShape look(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
      return new RecordShape(ImmutableList.copyOf(components), constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no constructor of a record", e);
    }
  }
}
