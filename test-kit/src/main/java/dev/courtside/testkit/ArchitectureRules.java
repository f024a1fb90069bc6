package dev.courtside.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** The shape of every service, for an {@code @ArchTest} in each. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    public static final ArchRule PACKAGES_BY_FEATURE = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..impl..", "..dto..", "..mapper..", "..mapping..")
            .allowEmptyShould(true)
            .because("packages are named for what they are about, so that a change stays in one of them");

    public static final ArchRule ENTITIES_STAY_INSIDE = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Entity")
            .allowEmptyShould(true)
            .because("what crosses HTTP is a view or a request, so that the schema can change without the API");

    public static final ArchRule TIME_IS_INJECTED = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .allowEmptyShould(true)
            .because("tests move an InstantSource, not the wall clock");
}
