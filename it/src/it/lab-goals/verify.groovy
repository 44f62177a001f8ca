def file = { new File(basedir, it) }
def json = { new groovy.json.JsonSlurper().parseText(it) }
def log = file('build.log').text

def image = json(file('.werf-build-report.json').text).Images.web
assert image.WerfImageName == 'web'
assert image.DockerImageName ==~ /.*\/lab-goals-[0-9a-f]{8}:[0-9a-f]{56}/
assert image.Rebuilt && image.Final && image.TargetPlatform == 'linux/amd64' && image.Size > 0
assert image.ConfigType == 'dockerfile' && image.Commit ==~ /[0-9a-f]{40}/ && image.Stages*.Name == ['dockerfile']
assert image.DockerImageID ==~ /sha256:[0-9a-f]{64}/ && image.DockerImageDigest ==~ /sha256:[0-9a-f]{64}/
assert log =~ /images are not built, and this run builds none: \S+ lacks web/
assert log.contains('Images  1 of the build report ')
assert file('out/images.env').readLines().contains('WERF_WEB_DOCKER_IMAGE_NAME=' + image.DockerImageName)

assert file('plan.json').exists()
assert file('plan.svg').text.contains('Deployment/web')
assert file('saved.dot').text.contains('Deployment/web')
assert log.contains('Released revision 1 of web')
assert log.contains('No changes: a converge would do nothing.')
assert json(file('.werf-deploy-report.json').text).status == 'deployed'

assert log.contains('Released revision 2 of web')
assert json(file('out/blue.json').text).with { it.revision == 2 && it.completedOperations.contains('update: ConfigMap/colour') }
def history = json(log.readLines().find { it.startsWith('[{"revision":1') })
assert history*.status == ['superseded', 'deployed']
def status = json(log.readLines().find { it.startsWith('{"name":"web"') })
assert status.version == 2 && status.resources.find { it.name == 'Deployment/web' }.state == '1/1 ready'
assert log.contains('revision 3 of web is deployed.')
assert log =~ /(?m)^3 .* deployed .* Rollback to 1$/

assert json(file('.werf-rollback-report.json').text).with { it.revision == 3 && it.status == 'deployed' }

// its image runs, and is only looked at
assert log.readLines().contains('web')
assert log =~ /stay  [0-9a-f]{6}…  web  runs in /
assert log.contains('1 image, 1 stay, 0 would go.')
assert json(file('target/werf/cleanup.json').text)

assert log.contains('Dismissed release web')
assert json(file('out/gone.json').text).with {
    it.status == 'uninstalled' && it.completedOperations.containsAll('delete: Deployment/web', 'delete: Namespace/' + it.namespace)
}
assert log.contains('1 image, 0 stay, 1 gone.')
assert log.count('BUILD SUCCESS') == 5 && log.count('BUILD FAILURE') == 1
true
