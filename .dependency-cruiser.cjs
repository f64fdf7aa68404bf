/**
 * The arrows of the architecture: who may import whom. Features are listed in their order: a feature may use those above it, never
 * those below.
 */
const features = [
  'audit',
  'notifications',
  'identity',
  'organisations',
  'api-keys',
  'signing',
  'catalogue',
  'curriculum',
  'learning',
  'item-bank',
  'exams',
  'practicals',
  'licences',
  'credentials',
  'reminders',
  'badges',
  'certificates',
  'authorisations',
  'work-log',
  'gate',
  'supervision',
  'work-orders',
  'reporting',
]

const onlyUpwards = features.slice(0, -1).map((feature, at) => ({
  name: `feature-${feature}-only-upwards`,
  comment: `${feature} may use the features above it in the list, not those below.`,
  severity: 'error',
  from: { path: `^app/features/${feature}/` },
  to: { path: `^app/features/(${features.slice(at + 1).join('|')})/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-only-itself',
      comment: 'Rules are pure: no packages, no node:*, nothing else of ours.',
      severity: 'error',
      from: { path: '^app/domain/' },
      to: { pathNot: '^app/domain/' },
    },
    {
      name: 'routes-not-to-database',
      comment: 'A route calls a use case or a read of a feature; SQL lives in repositories alone.',
      severity: 'error',
      from: { path: '^app/(routes|shells|ui)/' },
      to: { path: '^db/|\\.repository\\.server\\.ts$' },
    },
    {
      name: 'repositories-stay-in-their-feature',
      comment: 'Only the feature itself, its neighbours in the folder and tests reach a repository.',
      severity: 'error',
      from: { pathNot: '^(app/features|tests)/' },
      to: { path: '^app/features/[^/]+/.*\\.repository\\.server\\.ts$' },
    },
    {
      name: 'features-through-their-index',
      comment: 'Another feature is used through its index.server.ts.',
      severity: 'error',
      from: { path: '^app/features/([^/]+)/' },
      to: {
        path: '^app/features/[^/]+/',
        pathNot: ['^app/features/$1/', '^app/features/[^/]+/index\\.server\\.ts$'],
      },
    },
    ...onlyUpwards,
    {
      name: 'features-in-the-list',
      comment: 'A feature has its place in the order, or the order means nothing. Add it to the list above.',
      severity: 'error',
      from: { path: `^app/features/(?!(${features.join('|')})/)` },
      to: {},
    },
    {
      name: 'database-opened-in-one-place',
      comment: 'One process, one handle: everybody else gets it as an argument.',
      severity: 'error',
      from: { pathNot: '^(app/(context|runtime)\\.server\\.ts|db/|scripts/|tests/)' },
      to: { path: '^db/(client\\.ts|dialects/)' },
    },
    {
      name: 'features-and-api-know-only-schema-and-expressions',
      comment:
        'Types, the few portable expressions, the ways to prepare and to group; not migrations, not the seed.',
      severity: 'error',
      from: { path: '^app/(features|api|jobs|content)/' },
      to: { path: '^db/', pathNot: '^db/(schema/|(portable|prepared-query|grouped-transaction)\\.ts$)' },
    },
    {
      name: 'only-repositories-prepare-queries',
      comment: 'A prepared query is SQL.',
      severity: 'error',
      from: { path: '^app/', pathNot: '\\.repository\\.server\\.ts$' },
      to: { path: '^db/prepared-query\\.ts$' },
    },
    {
      name: 'db-knows-nothing-of-app',
      comment:
        'Tables and dialects, and nothing about why. The seed speaks through use cases, command lines read the configuration.',
      severity: 'error',
      from: { path: '^db/', pathNot: ['^db/seed/', '\\.cli\\.ts$'] },
      to: { path: '^app/' },
    },
    {
      name: 'features-not-to-pages',
      comment: 'A feature carries out a capability whoever asks for it.',
      severity: 'error',
      from: { path: '^app/(features|jobs|content|badge-format|i18n|ui|domain)/' },
      to: { path: '^app/(routes|shells|api)/' },
    },
    {
      name: 'evaluators-know-no-database',
      comment:
        'Files in, answers out: the same rules as the product, for who has neither a server nor a database.',
      severity: 'error',
      from: { path: '^app/evaluators/' },
      to: { path: '^db/|^app/(routes|shells|ui|jobs|api)/|^app/features/.*\\.server\\.ts$' },
    },
    {
      name: 'badge-format-stands-alone',
      comment:
        'What a badge is and how one is verified depends on no database, so that badges of others are read the same.',
      severity: 'error',
      from: { path: '^app/badge-format/' },
      to: { path: '^(db|app/(?!badge-format/))' },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'The design system draws what it is given.',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '^app/(features|content|api|jobs)/' },
    },
    {
      name: 'app-not-to-server',
      comment: 'The server runs the application, not the other way round.',
      severity: 'error',
      from: { path: '^(app|db)/' },
      to: { path: '^(server|scripts|tests)/' },
    },
    {
      name: 'server-knows-only-the-contract',
      comment:
        'The application reaches the server through the build, so that there is one bundle and one database handle.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(app|db)/', pathNot: '^app/(config|new-id|runtime-contract)\\.server\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module or three. Types alone may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-packages-in-the-product',
      severity: 'error',
      from: { path: '^(app|db|server)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'only-declared-packages',
      comment: 'A package that only comes with another one may leave with it.',
      severity: 'error',
      from: { path: '^(app|db|server|scripts|tests)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
    exclude: { path: '^(build|var|content|node_modules/\\.vite)/' },
  },
}
