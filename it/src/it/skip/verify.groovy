def log = new File(basedir, 'build.log').text
assert log.contains('Skipped: werf.skip is set.')
assert log.contains('BUILD FAILURE')
true
