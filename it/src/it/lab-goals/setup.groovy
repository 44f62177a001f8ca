// Names of its own, so that runs do not meet; the last goals remove all.
def own = 'lab-goals-' + UUID.randomUUID().toString().substring(0, 8)
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = [
    '-Dwerf.repo=' + System.getenv('LAB_REGISTRY') + '/' + own,
    '-Dwerf.namespace=' + own,
    '-Dwerf.release=web',
].join('\n') + '\n'
new File(basedir, 'keep.txt').text = '# what auditors want\n' + System.getenv('LAB_REGISTRY') + '/' + own + ':audited\n'
new File(basedir, 'werf.yaml').text = """\
project: shop
configVersion: 1
---
image: web
context: app
dockerfile: Dockerfile
args:
  BASE: ${System.getenv('LAB_BASE_IMAGE')}
"""
['git init -q -b main', 'git add -A', 'git -c user.name=it -c user.email=it@example.com commit -q -m Initial',
 // clean-ups ask the origin for its branches
 'git init -q --bare origin.git', 'git remote add origin origin.git', 'git push -q origin main', 'git fetch -q origin'].each { command ->
    def process = command.execute(null, basedir)
    assert process.waitFor() == 0 : process.err.text
}
true
