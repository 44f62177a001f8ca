package io.werf.maven;

import io.werf.core.Secrets;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugins.annotations.Mojo;

/** Decrypts what {@code werf:secret-encrypt} or werf encrypted. Prints it in clear: that is its purpose. */
@Mojo(name = "secret-decrypt", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class SecretDecryptMojo extends AbstractCipherMojo {

    @Override
    byte[] plain(Secrets secrets, byte[] in, String name) {
        return secrets.decrypt(new String(in, StandardCharsets.UTF_8), name);
    }

    @Override
    String values(Secrets secrets, String yaml, String name) {
        return secrets.decryptValues(yaml, name);
    }
}
