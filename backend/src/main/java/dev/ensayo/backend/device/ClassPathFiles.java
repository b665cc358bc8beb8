package dev.ensayo.backend.device;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files the class path has. Each is looked for once: there are a hundred jars, and every run
 * asks.
 */
final class ClassPathFiles {
  private static final Map<String, Boolean> FOUND = new ConcurrentHashMap<>();

  private ClassPathFiles() {}

  /**
   * Whether a file is there.
   *
   * @param name with {@code /}, from the root
   */
  static boolean has(String name) {
    return FOUND.computeIfAbsent(
        name, file -> ClassPathFiles.class.getClassLoader().getResource(file) != null);
  }
}
