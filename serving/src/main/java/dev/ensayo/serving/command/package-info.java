/** The command serve. */
package dev.ensayo.serving.command;
