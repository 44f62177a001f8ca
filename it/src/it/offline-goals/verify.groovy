context['charts'].stop(0)
def file = { new File(basedir, it) }
def log = file('build.log').text

assert log.contains('0 errors, 0 warnings in 2 documents.')
assert file('out/only.yaml').text.contains('name: config')
assert !file('out/only.yaml').text.contains('name: other')
assert file('out/only.yaml').text.contains('kubernetes: "v1.36.0"')
assert file('out/version.yaml').text.contains('kubernetes: "v1.29.1"')
assert file('out/version.yaml').text.contains('name: other')
assert file('out/version.yaml').text.contains('found: "ConfigMap"')
assert file('out/version.yaml').text.contains('tenant: "{\\"name\\":\\"acme\\"}"')
assert file('out/version.yaml').readLines().contains('  colour: ')
assert file('out/plan.svg').text.contains('ConfigMap/config')

// every finding with its place and lines, and what to do
[
    '3 errors, 0 warnings',
    '.helm/templates/image.yaml:6:13: error:',
    'no image "nothing" in werf.yaml',
    '     6 │   image: {{ werf_image "nothing" }}',
    'annotation werf.io/fail-mode of Deployment/web is "Sometimes"',
    '.helm/templates/web.yaml:10:12: error: the selector does not match the pod template',
    'Correct the chart at these places',
].each { assert log.contains(it) : it }

assert !file('committed.yaml').exists()
assert log.contains('modified    .helm/values.yaml')
assert file('uncommitted.yaml').text.contains('colour: green')

// ended by the goal itself
assert log.count('BUILD SUCCESS') == 3
assert log.count('BUILD FAILURE') == 2
def events = file('events.jsonl').readLines().collect { new groovy.json.JsonSlurper().parseText(it) }
assert events*.event.containsAll(['RunStarted', 'TargetResolved', 'PlanMade', 'RunFinished'])
assert events.find { it.event == 'PlanMade' }.changes*.resource.contains('ConfigMap/config')

assert file('dependent/.helm/charts/greeting-1.2.0.tgz').exists()
assert file('dependent/.helm/Chart.lock').text.contains('version: 1.2.0')
assert !log.contains('swordfish')
true
