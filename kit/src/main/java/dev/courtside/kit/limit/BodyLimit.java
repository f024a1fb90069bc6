package dev.courtside.kit.limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest body that a REST method takes, where it is not {@link #ADMIN}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {
    /** Of everything that people write: 1 MiB. */
    long ADMIN = 1024 * 1024;

    /** Of batches and files: 4 MiB. */
    long BATCH = 4 * 1024 * 1024;

    /** In bytes. */
    long value();
}
