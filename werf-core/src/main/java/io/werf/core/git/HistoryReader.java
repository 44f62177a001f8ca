package io.werf.core.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads the commits behind references. */
final class HistoryReader {

    private static final String TRACKED = Constants.R_REMOTES + "origin/";

    private final Repository repository;

    HistoryReader(Repository repository) {
        this.repository = repository;
    }

    /** By what this clone knows of its origin: its tracking branches and all tags. */
    History local() {
        try {
            List<Ref> refs = new ArrayList<>(repository.getRefDatabase().getRefsByPrefix(TRACKED));
            refs.addAll(repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS));
            return read(refs, TRACKED);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** By the references that the origin has just told; their commits must be here. */
    History advertised(Collection<Ref> refs) {
        try {
            return read(refs, Constants.R_HEADS);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private GitReadException failure(IOException e) {
        return new GitReadException("reading the history of " + repository.getDirectory(), e);
    }

    private History read(Collection<Ref> refs, String branchPrefix) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            List<Reference> references = new ArrayList<>();
            for (Ref ref : refs) {
                ObjectId id = ref.getObjectId();
                if (id != null && !ref.isSymbolic()) {
                    reference(walk, ref.getName(), id, branchPrefix).ifPresent(references::add);
                }
            }
            return History.of(references, commits(walk, references));
        }
    }

    /** Empty for a tag of something that is no commit, and for other kinds of references. */
    private static Optional<Reference> reference(RevWalk walk, String name, ObjectId id, String branchPrefix)
            throws IOException {
        boolean tag = name.startsWith(Constants.R_TAGS);
        if (!tag && !name.startsWith(branchPrefix)) {
            return Optional.empty();
        }
        RevObject object = walk.parseAny(id);
        Optional<Instant> tagged = object instanceof RevTag annotated && annotated.getTaggerIdent() != null
                ? Optional.of(annotated.getTaggerIdent().getWhenAsInstant())
                : Optional.empty();
        if (!(walk.peel(object) instanceof RevCommit commit)) {
            return Optional.empty();
        }
        walk.parseHeaders(commit);
        String shortName = name.substring((tag ? Constants.R_TAGS : branchPrefix).length());
        return Optional.of(new Reference(
                tag ? Reference.Kind.TAG : Reference.Kind.BRANCH,
                shortName,
                tagged.orElse(date(commit)),
                commit.name()));
    }

    private static List<History.Node> commits(RevWalk walk, List<Reference> references) throws IOException {
        walk.reset();
        walk.setRetainBody(false);
        for (Reference reference : references) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(reference.commit())));
        }
        List<History.Node> commits = new ArrayList<>();
        for (RevCommit commit : walk) {
            commits.add(new History.Node(
                    commit.name(),
                    date(commit),
                    Arrays.stream(commit.getParents()).map(AnyObjectId::name).toList()));
        }
        return commits;
    }

    private static Instant date(RevCommit commit) {
        return Instant.ofEpochSecond(commit.getCommitTime());
    }
}
