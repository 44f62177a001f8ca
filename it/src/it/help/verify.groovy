def log = new File(basedir, 'build.log').text
assert log.contains('werf:converge')
assert log.contains('autoRollback')
assert log.contains('User property: werf.autoRollback')
true
