package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.werf.core.error.WerfException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {

    @Test
    void everyErrorHasAdvice() {
        List<String> without = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.werf.core").stream()
                        .filter(type -> type.isAssignableTo(WerfException.class))
                        .map(type -> type.reflect())
                        .filter(type -> type != WerfException.class && !Advice.covers(type))
                        .map(Class::getName)
                        .sorted()
                        .toList();
        assertThat(without).isEmpty();
    }

    @Test
    void descriptionHasPlaceLinesAndAdvice() {
        assertThat(Advice.describe(new NoRepositoryException(List.of("web", "api"))))
                .contains("web, api")
                .contains("-Dwerf.repo=");
    }
}
