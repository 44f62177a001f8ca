package io.werf.core.template.gotemplate;

import io.werf.core.template.TemplateSource;
import io.werf.core.template.gotemplate.Node.Body;

/**
 * A named template.
 *
 * @param source the text that it is defined in
 */
record Definition(String name, TemplateSource source, Body body) {}
