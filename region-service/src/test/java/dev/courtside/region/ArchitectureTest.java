package dev.courtside.region;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.courtside.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "dev.courtside.region", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesByFeature = ArchitectureRules.PACKAGES_BY_FEATURE;

    @ArchTest
    static final ArchRule entitiesStayInside = ArchitectureRules.ENTITIES_STAY_INSIDE;

    @ArchTest
    static final ArchRule timeIsInjected = ArchitectureRules.TIME_IS_INJECTED;
}
