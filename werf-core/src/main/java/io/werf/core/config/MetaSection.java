package io.werf.core.config;

import io.werf.core.config.CleanupConfig.KeepPolicy;
import io.werf.core.config.CleanupConfig.Limit;
import io.werf.core.config.CleanupConfig.Operator;
import io.werf.core.config.CleanupConfig.ReferenceKind;
import io.werf.core.data.GoDuration;
import io.werf.core.template.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The section with {@code configVersion}: what holds for the whole project. */
record MetaSection(
        String project,
        BuildDefaults build,
        DeployConfig deploy,
        CleanupConfig cleanup,
        GitWorktreeConfig gitWorktree) {

    private static final long VERSION = 1;

    static MetaSection read(MapReader meta) {
        if (meta.integer("configVersion", 0) != VERSION) {
            throw meta.error("configVersion", "\"configVersion\" must be " + VERSION);
        }
        Optional<String> project = meta.string("project");
        Optional<DeployConfig> deploy = meta.section("deploy", MetaSection::deploy);
        Optional<CleanupConfig> cleanup = meta.section("cleanup", MetaSection::cleanup);
        Optional<GitWorktreeConfig> gitWorktree = meta.section("gitWorktree", MetaSection::gitWorktree);
        Optional<BuildDefaults> build = meta.section("build", BuildDefaults::read);
        meta.finish();
        return new MetaSection(
                project(meta, project.orElseThrow(() -> meta.missing("project"))),
                build.orElse(BuildDefaults.NONE),
                deploy.orElse(DeployConfig.DEFAULT),
                cleanup.orElse(CleanupConfig.DEFAULT),
                gitWorktree.orElse(GitWorktreeConfig.DEFAULT));
    }

    private static String project(MapReader meta, String name) {
        if (!Slug.isProject(name)) {
            throw meta.error(
                    "project",
                    "\"" + name + "\" is not a valid project name; it may have "
                            + InvalidNameException.Kind.PROJECT.rule());
        }
        return name;
    }

    private static DeployConfig deploy(MapReader deploy) {
        return new DeployConfig(
                chartDirectory(deploy),
                nameTemplate(deploy, "helmRelease", ReleaseNames.RELEASE_FUNCTIONS),
                deploy.bool("helmReleaseSlug", true),
                nameTemplate(deploy, "namespace", ReleaseNames.NAMESPACE_FUNCTIONS),
                deploy.bool("namespaceSlug", true),
                deploy.section("helmChartConfig", chart -> chart.scalarText("appVersion"))
                        .flatMap(appVersion -> appVersion));
    }

    private static String chartDirectory(MapReader deploy) {
        String key = "helmChartDir";
        String written = deploy.string(key).orElse(DeployConfig.DEFAULT.helmChartDir());
        if (written.isEmpty()) {
            throw deploy.error(key, "\"" + key + "\" must not be empty");
        }
        return ProjectPath.normalized(written)
                .orElseThrow(() -> deploy.error(
                        key, "\"" + key + "\" must be a path inside the project directory, found \"" + written + "\""));
    }

    private static Optional<String> nameTemplate(MapReader deploy, String key, Set<String> functions) {
        Optional<String> template = deploy.string(key);
        try {
            if (template.isPresent()) {
                NameTemplate.parse(template.get(), functions);
            }
        } catch (NameTemplate.SyntaxException e) {
            throw deploy.error(key, e.getMessage() + " (in \"" + key + "\")", e.offset(), e.width());
        } catch (TemplateException e) {
            throw deploy.error(key, e.reason() + " (in \"" + key + "\")");
        }
        return template;
    }

    private static GitWorktreeConfig gitWorktree(MapReader section) {
        return new GitWorktreeConfig(
                section.bool("forceShallowClone", false),
                section.bool("allowUnshallow", true),
                section.bool("allowFetchOriginBranchesAndTags", true));
    }

    private static CleanupConfig cleanup(MapReader section) {
        long hours = section.integer("keepImagesBuiltWithinLastNHours", 2);
        if (hours < 0) {
            throw section.error(
                    "keepImagesBuiltWithinLastNHours", "\"keepImagesBuiltWithinLastNHours\" must not be negative");
        }
        return new CleanupConfig(
                section.bool("disable", false),
                !section.bool("disableKubernetesBasedPolicy", false),
                !section.bool("disableGitHistoryBasedPolicy", false),
                !section.bool("disableBuiltWithinLastNHoursPolicy", false),
                hours,
                section.sections("keepPolicies", MetaSection::keepPolicy));
    }

    private static KeepPolicy keepPolicy(MapReader policy) {
        Limit images = policy.section("imagesPerReference", limit -> limit(limit, 1))
                .orElse(new Limit(1, Optional.empty(), Operator.AND));
        Optional<KeepPolicy> kept = policy.section("references", references -> references(references, images));
        policy.finish();
        return kept.orElseThrow(() -> policy.missing("references"));
    }

    private static KeepPolicy references(MapReader references, Limit images) {
        Optional<String> tag = references.string("tag");
        Optional<String> branch = references.string("branch");
        Limit limit = references
                .section("limit", section -> limit(section, -1))
                .orElse(new Limit(-1, Optional.empty(), Operator.AND));
        references.finish();
        if (tag.isPresent() == branch.isPresent()) {
            throw references.error("branch", "\"references\" must have either \"tag\" or \"branch\"");
        }
        return tag.map(pattern -> new KeepPolicy(ReferenceKind.TAG, pattern, limit, images))
                .orElseGet(() -> new KeepPolicy(ReferenceKind.BRANCH, branch.orElseThrow(), limit, images));
    }

    private static Limit limit(MapReader limit, long lastByDefault) {
        return new Limit(limit.integer("last", lastByDefault), duration(limit, "in"), operator(limit));
    }

    private static Optional<Duration> duration(MapReader limit, String key) {
        return limit.string(key)
                .map(text -> GoDuration.parseNotNegative(text)
                        .orElseThrow(() -> limit.error(
                                key,
                                "\"" + key + "\" must be a duration such as 168h or 30m, found \"" + text + "\"")));
    }

    private static Operator operator(MapReader limit) {
        String text = limit.string("operator").orElse("And");
        if (!List.of("And", "Or").contains(text)) {
            throw limit.error("operator", "\"operator\" must be And or Or, found \"" + text + "\"");
        }
        return Operator.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
