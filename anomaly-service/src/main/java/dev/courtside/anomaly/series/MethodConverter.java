package dev.courtside.anomaly.series;

import dev.courtside.engine.anomaly.Method;
import org.eclipse.microprofile.config.spi.Converter;

/** Takes a method by its name in configuration; an unknown one stops the start, naming those there are. */
public final class MethodConverter implements Converter<Method> {
    private static final long serialVersionUID = 1;

    @Override
    public Method convert(String value) {
        return Method.of(value.trim());
    }
}
