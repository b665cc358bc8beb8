/** Files that are whole or not there. */
package dev.ensayo.core.file;
