package dev.courtside.e2e.house;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Brings Courtside up once for all classes of the run, hands it to their methods, and takes it down at the end. */
public final class CourtsideSuite implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(CourtsideSuite.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        courtside(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Courtside.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return courtside(context);
    }

    private static Courtside courtside(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Courtside.class, key -> Courtside.up(), Courtside.class);
    }
}
