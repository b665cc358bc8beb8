package dev.ensayo.serving.http;

import java.util.Optional;

/**
 * Where a server listens and whom it trusts.
 *
 * @param host name or address of the interface
 * @param port 0 for any that is free
 * @param token that requests must know; empty where only this machine can send some
 */
public record ServerPlace(String host, int port, Optional<String> token) {}
