def log = new File(basedir, 'build.log').text
assert log.contains('built on an empty image instead of localhost:9/java:17')
assert log.contains('COPY libs/ /app/libs/')
assert log.contains('COPY modules/ /app/modules/')
assert log.contains('COPY resources/ /app/resources/')
assert log =~ /ENTRYPOINT \["java","-cp","\/app\/resources:\/app\/classes:\/app\/modules\/lib:\/app\/libs\/jspecify-[0-9.]+jar","shop.Main"\]/
assert log.contains('werf.yaml has no image "ap"; it has app. Did you mean "app"?')
true
