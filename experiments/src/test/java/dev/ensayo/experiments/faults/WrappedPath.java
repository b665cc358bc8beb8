package dev.ensayo.experiments.faults;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** A path of the real disk that says it is of a {@link FaultyFileSystem}. */
final class WrappedPath implements InvocationHandler {
  private final Path real;
  private final FaultyFileSystem files;

  private WrappedPath(Path real, FaultyFileSystem files) {
    this.real = real;
    this.files = files;
  }

  static Path of(Path path, FaultyFileSystem files) {
    return path == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                WrappedPath.class.getClassLoader(),
                new Class<?>[] {Path.class},
                new WrappedPath(unwrap(path), files));
  }

  static Path unwrap(Path path) {
    return path != null && Proxy.isProxyClass(path.getClass())
        ? ((WrappedPath) Proxy.getInvocationHandler(path)).real
        : path;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "getFileSystem" -> files;
      case "toFile" -> new File(real.toString());
      case "iterator" -> files.wrap(real.iterator());
      default -> onTheRealPath(method, arguments);
    };
  }

  private Object onTheRealPath(Method method, Object[] arguments) throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < given.length; i++) {
      if (given[i] instanceof Path path) {
        given[i] = unwrap(path);
      }
    }
    try {
      Object result = method.invoke(real, given);
      return result instanceof Path path ? of(path, files) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
