package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableList;
import dev.ensayo.serving.versions.Dispatcher;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves models by HTTP. */
public final class ModelServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
  private static final int MOST_THREADS = 64;
  private static final int LEAST_THREADS = 8;
  private static final int LONGEST_HEADERS = 8192;

  private final Javalin javalin;
  private final Dispatcher dispatcher;
  private final ImmutableList<ServerPart> parts;
  private final Stopping stopping;
  private final ConnectionThreads connections;

  private ModelServer(
      Javalin javalin,
      Dispatcher dispatcher,
      List<ServerPart> parts,
      Stopping stopping,
      ConnectionThreads connections) {
    this.javalin = javalin;
    this.dispatcher = dispatcher;
    this.parts = ImmutableList.copyOf(parts);
    this.stopping = stopping;
    this.connections = connections;
  }

  /**
   * Starts a server.
   *
   * @param place where it listens and whom it trusts
   * @param dispatcher of the models; its registry is now owned by this
   * @param parts handlers and pages beside those of the protocol
   * @param program its version
   * @throws JavalinBindException if the port is not to be had
   */
  public static ModelServer start(
      ServerPlace place,
      ServerLimits limits,
      Dispatcher dispatcher,
      List<ServerPart> parts,
      String program) {
    Stopping stopping = new Stopping();
    Gate gate = new Gate(place);
    Exchange.Shared shared = new Exchange.Shared(dispatcher, gate, stopping, limits);
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    ConnectionThreads connections = new ConnectionThreads(threads);
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, limits, threads);
              Failures.addTo(config.routes);
              config.routes.before(ctx -> gate.check(ctx.path(), ctx::header));
              config.routes.after(stopping::tellToGo);
              config.jetty.addConnector(
                  (jetty, http) -> connector(place, jetty, http, connections));
              config.jetty.modifyServer(
                  jetty -> jetty.setHandler(new AskingHandler(shared, threads)));
              Bodies bodies = new Bodies(limits);
              new InferencePart(dispatcher, program, stopping).addTo(config.routes);
              new GeneratePart(dispatcher, bodies).addTo(config.routes);
              new ModelsPart(dispatcher, bodies).addTo(config.routes);
              parts.forEach(part -> part.addTo(config.routes));
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
    return new ModelServer(javalin, dispatcher, parts, stopping, connections);
  }

  private static ServerConnector connector(
      ServerPlace place, Server jetty, HttpConfiguration http, Executor executor) {
    ServerConnector connector =
        new ServerConnector(jetty, executor, null, null, -1, -1, new HttpConnectionFactory(http));
    connector.setHost(place.host());
    connector.setPort(place.port());
    return connector;
  }

  private static void configure(
      JavalinConfig config, ServerLimits limits, QueuedThreadPool threads) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = limits.maxBody();
    config.http.asyncTimeout = 0;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setIdleTimeout(limits.idle().toMillis());
          http.setRequestHeaderSize(LONGEST_HEADERS);
        });
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(limits.stop().toMillis());
          server.setStopAtShutdown(false);
          server.setErrorHandler(new ServerErrors());
        });
  }

  /** The port it listens at. */
  public int port() {
    return javalin.port();
  }

  /** Takes no more connections, answers what was accepted, and ends. */
  @Override
  public void close() {
    stopping.begin(javalin.jettyServer().server());
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("connections that stayed open were cut: {}", e.getMessage());
    }
    connections.close();
    dispatcher.registry().giveUp(); // those who asked were answered, or are gone
    parts.forEach(ServerPart::close);
    dispatcher.registry().close();
  }
}
