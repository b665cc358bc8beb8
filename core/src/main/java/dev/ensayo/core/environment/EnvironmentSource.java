package dev.ensayo.core.environment;

/** An environment chosen and configured by a study, not yet started. */
public interface EnvironmentSource {
  EnvironmentSpec spec();
}
