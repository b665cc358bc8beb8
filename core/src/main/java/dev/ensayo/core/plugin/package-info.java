/** What a plugin implements, and how plugins are found. */
package dev.ensayo.core.plugin;
