def log = new File(basedir, 'build.log').text
assert log.contains('in the sandbox')
assert log.contains('Deployment/web')
assert log.contains('Released revision 1')
assert log.contains('werf.sandbox = true   (-Dwerf.sandbox)')
true
