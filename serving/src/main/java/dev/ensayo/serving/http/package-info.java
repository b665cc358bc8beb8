/** The server: what comes by HTTP, and what it may. */
package dev.ensayo.serving.http;
