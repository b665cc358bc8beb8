/** A study as written, and the runs it asks for. */
package dev.ensayo.core.study;
