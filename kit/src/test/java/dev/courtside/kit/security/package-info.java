@NullMarked
package dev.courtside.kit.security;

import org.jspecify.annotations.NullMarked;
