package dev.ensayo.environments.wrappers;

/** {@link ActionClip} has no settings. */
public record ActionClipConfig() {}
