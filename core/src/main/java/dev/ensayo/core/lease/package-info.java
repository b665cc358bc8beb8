/**
 * Who may write a folder: one process at a time, also when several machines share the folder and
 * their clocks differ.
 */
package dev.ensayo.core.lease;
