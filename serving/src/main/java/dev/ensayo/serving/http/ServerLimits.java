package dev.ensayo.serving.http;

import java.time.Duration;

/**
 * What a client may ask of the server.
 *
 * @param maxBody bytes of a body at most
 * @param bodyTime how long a body may take to come
 * @param idle how long a connection may be silent
 * @param stop how long accepted requests may take when the server stops
 */
public record ServerLimits(int maxBody, Duration bodyTime, Duration idle, Duration stop) {}
