package dev.courtside.engine.anomaly;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.courtside.engine.anomaly", importOptions = ImportOption.DoNotIncludeTests.class)
class EngineIsPureTest {

    @ArchTest
    static final ArchRule dependsOnLittle = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "dev.courtside.engine.anomaly..", "org.apache.commons.math3..", "org.jspecify..")
            .because("any Java program can embed the engine");

    @ArchTest
    static final ArchRule hasNoClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("points bring their times; a clock would make a replay differ");
}
