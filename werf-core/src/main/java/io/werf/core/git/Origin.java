package io.werf.core.git;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** The remote that the repository was cloned from. */
final class Origin {

    private static final String NAME = "origin";
    private static final int SILENT_SECONDS = 60;

    private final Repository repository;
    private final Map<String, String> environment;

    Origin(Repository repository, Map<String, String> environment) {
        this.repository = repository;
        this.environment = environment;
    }

    /**
     * Fetches all branches and tags, and says where they are there. Tracking branches follow; local tags are only added to,
     * because one that the origin does not have may be somebody's own.
     */
    Collection<Ref> fetch(boolean unshallow) {
        String url = repository.getConfig().getString("remote", NAME, "url");
        if (url == null || url.isEmpty()) {
            throw new NoOriginException(repository.getDirectory().toPath());
        }
        try (Git git = new Git(repository)) {
            FetchCommand fetch = git.fetch()
                    .setRemote(NAME)
                    .setRefSpecs("+refs/heads/*:refs/remotes/" + NAME + "/*", "refs/tags/*:refs/tags/*")
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setTimeout(SILENT_SECONDS)
                    .setCredentialsProvider(new CiLogin(environment))
                    .setTransportConfigCallback(this::configure)
                    .setUnshallow(unshallow);
            return List.copyOf(fetch.call().getAdvertisedRefs());
        } catch (GitAPIException | JGitInternalException e) {
            throw new FetchException(repository.getDirectory().toPath(), e);
        }
    }

    private void configure(Transport transport) {
        if (transport instanceof SshTransport ssh) {
            String configured = repository.getConfig().getString("core", null, "sshCommand");
            ssh.setSshSessionFactory(
                    new SystemSsh(Optional.ofNullable(environment.getOrDefault("GIT_SSH_COMMAND", configured))));
        }
    }
}
