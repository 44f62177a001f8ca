def log = new File(basedir, 'build.log').text
def goals = [
    'build', 'chart-deps', 'cleanup', 'converge', 'dismiss', 'help', 'history', 'host-cleanup', 'lint', 'managed-images', 'plan', 'purge', 'render',
    'rollback', 'secret-decrypt', 'secret-edit-values', 'secret-encrypt', 'secret-generate-key', 'secret-rotate', 'status',
]
def documented = (log =~ /(?m)^werf:([a-z-]+)$/).collect { it[1] }
assert documented.toSet() == goals.toSet()
assert log.contains('User property: werf.autoRollback')
assert !log.contains('(no description available)')
true
