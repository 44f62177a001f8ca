package io.werf.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.werf.core.error.WerfException;
import org.junit.jupiter.api.Test;

/** Habits of a library: it does not print, and does not log. */
class HabitsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.werf.core");

    @Test
    void thereIsNoneThatIsForbiddenEverywhere() {
        Habits.requireNoneIn("io.werf.core");
    }

    @Test
    void nothingIsPrinted() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("the core sends events, sinks show them")
                .check(CLASSES);
    }

    @Test
    void noLoggingInTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.maven..")
                .check(CLASSES);
    }

    @Test
    void errorsAreFinalAndNarrow() {
        classes()
                .that()
                .areAssignableTo(WerfException.class)
                .and()
                .doNotHaveFullyQualifiedName(WerfException.class.getName())
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .because("one table of advice has one entry for each")
                .check(CLASSES);
    }
}
