package dev.courtside.experiment;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.courtside.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "dev.courtside.experiment", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages = ArchitectureRules.PACKAGES_BY_FEATURE;

    @ArchTest
    static final ArchRule entities = ArchitectureRules.ENTITIES_STAY_INSIDE;

    @ArchTest
    static final ArchRule time = ArchitectureRules.TIME_IS_INJECTED;
}
