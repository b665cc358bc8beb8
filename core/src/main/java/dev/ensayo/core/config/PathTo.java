package dev.ensayo.core.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a setting names by its path, if it does. */
public enum PathTo {
  /** It is no path. */
  NOTHING {
    @Override
    public boolean leadsTo(Path path) {
      return false;
    }
  },
  /** A file. */
  FILE {
    @Override
    public boolean leadsTo(Path path) {
      return Files.isRegularFile(path);
    }
  },
  /** A folder. */
  FOLDER {
    @Override
    public boolean leadsTo(Path path) {
      return Files.isDirectory(path);
    }
  },
  /** A file or a folder. */
  EITHER {
    @Override
    public boolean leadsTo(Path path) {
      return Files.exists(path);
    }
  };

  /** Whether there is such a thing. */
  public abstract boolean leadsTo(Path path);
}
