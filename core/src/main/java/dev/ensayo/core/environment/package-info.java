/** What is learned from. */
package dev.ensayo.core.environment;
