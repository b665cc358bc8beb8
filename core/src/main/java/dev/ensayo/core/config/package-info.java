/** Configuration as written, and the records it is bound to. */
package dev.ensayo.core.config;
