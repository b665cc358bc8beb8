/** Environments written in Python, stepped in processes of their own. */
package dev.ensayo.environments.gymnasium;
