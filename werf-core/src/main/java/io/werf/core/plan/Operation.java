package io.werf.core.plan;

import io.werf.core.error.Location;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a plan: plain data, no behaviour. Objects are complete, with the annotations of the release.
 *
 * <p>Every step has an id that is unique in its plan and reads like the deploy report's, for example
 * {@code create: Deployment/app}, and the ids of the steps that must have succeeded before it begins.
 */
public sealed interface Operation {

    /** Unique in the plan, readable. */
    String id();

    /** Ids of the steps that come before. */
    Set<String> after();

    /** The object it is about. */
    ResourceId resource();

    /** Calls the case of this kind of operation. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of operation. */
    interface Cases<R> {
        /** For {@link Create}. */
        R create(Create operation);

        /** For {@link Update}. */
        R update(Update operation);

        /** For {@link Recreate}. */
        R recreate(Recreate operation);

        /** For {@link Delete}. */
        R delete(Delete operation);

        /** For {@link Await}. */
        R await(Await operation);

        /** For {@link Establish}. */
        R establish(Establish operation);

        /** For {@link Track}. */
        R track(Track operation);
    }

    /** Brings an object that does not exist. */
    record Create(String id, Set<String> after, KubeObject object, Location location) implements Operation {
        /** Copies the set. */
        public Create {
            after = Set.copyOf(after);
        }

        @Override
        public ResourceId resource() {
            return object.id();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.create(this);
        }
    }

    /**
     * Changes an object by server-side apply.
     *
     * @param takeover what is done first about who manages its fields; empty when nothing is
     */
    record Update(String id, Set<String> after, KubeObject object, Location location, Optional<Takeover> takeover)
            implements Operation {
        /** Copies the set. */
        public Update {
            after = Set.copyOf(after);
        }

        @Override
        public ResourceId resource() {
            return object.id();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.update(this);
        }
    }

    /** Deletes an object, waits until it is gone, and creates it anew. */
    record Recreate(String id, Set<String> after, KubeObject object, Location location, String propagation)
            implements Operation {
        /** Copies the set. */
        public Recreate {
            after = Set.copyOf(after);
        }

        @Override
        public ResourceId resource() {
            return object.id();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recreate(this);
        }
    }

    /** Deletes an object and waits until it is gone. */
    record Delete(String id, Set<String> after, ResourceId resource, String propagation) implements Operation {
        /** Copies the set. */
        public Delete {
            after = Set.copyOf(after);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.delete(this);
        }
    }

    /** Waits until an object that is none of the release's exists. */
    record Await(String id, Set<String> after, ResourceId resource) implements Operation {
        /** Copies the set. */
        public Await {
            after = Set.copyOf(after);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.await(this);
        }
    }

    /** Waits until a CustomResourceDefinition is served, and forgets discovery then. */
    record Establish(String id, Set<String> after, ResourceId resource) implements Operation {
        /** Copies the set. */
        public Establish {
            after = Set.copyOf(after);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.establish(this);
        }
    }

    /**
     * Waits until an object is ready.
     *
     * @param object the object as it was applied, or, when the plan does not apply it, as it lives
     * @param deletionOnFailure with which propagation it is deleted when it fails; empty when it stays
     */
    record Track(
            String id,
            Set<String> after,
            KubeObject object,
            Optional<Location> location,
            Optional<String> deletionOnFailure)
            implements Operation {
        /** Copies the set. */
        public Track {
            after = Set.copyOf(after);
        }

        @Override
        public ResourceId resource() {
            return object.id();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.track(this);
        }
    }
}
