@NullMarked
package dev.courtside.local.demo;

import org.jspecify.annotations.NullMarked;
