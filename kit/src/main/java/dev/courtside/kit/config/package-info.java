/** The configuration that every service shares; a wrong value stops the start. */
@NullMarked
package dev.courtside.kit.config;

import org.jspecify.annotations.NullMarked;
