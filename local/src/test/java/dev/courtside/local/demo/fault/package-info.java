@NullMarked
package dev.courtside.local.demo.fault;

import org.jspecify.annotations.NullMarked;
