import { admin as enAdmin } from './en/admin';
import { people as enPeople } from './en/people';
import { policy as enPolicy } from './en/policy';
import { network as enNetwork } from './en/network';
import { audit as enAudit } from './en/audit';
import { areas as enAreas } from './en/areas';
import { login as enLogin } from './en/login';
import { account as enAccount } from './en/account';
import { notices as enNotices } from './en/notices';
import { operator as enOperator } from './en/operator';
import { serviceErrors as enServiceErrors } from './en/service-errors';
import { cases as enCases } from './en/cases';
import { clauses as enClauses } from './en/clauses';
import { device as enDevice } from './en/device';
import { errors as enErrors } from './en/errors';
import { filters as enFilters } from './en/filters';
import { findings as enFindings } from './en/findings';
import { frame as enFrame } from './en/frame';
import { importing as enImporting } from './en/importing';
import { inspector as enInspector } from './en/inspector';
import { kept as enKept } from './en/kept';
import { map as enMap } from './en/map';
import { names as enNames } from './en/names';
import { sql as enSql } from './en/sql';
import { play as enPlay } from './en/play';
import { start as enStart } from './en/start';
import { statistics as enStatistics } from './en/statistics';
import { variants as enVariants } from './en/variants';
import { admin as jaAdmin } from './ja/admin';
import { people as jaPeople } from './ja/people';
import { policy as jaPolicy } from './ja/policy';
import { network as jaNetwork } from './ja/network';
import { audit as jaAudit } from './ja/audit';
import { areas as jaAreas } from './ja/areas';
import { login as jaLogin } from './ja/login';
import { account as jaAccount } from './ja/account';
import { notices as jaNotices } from './ja/notices';
import { operator as jaOperator } from './ja/operator';
import { serviceErrors as jaServiceErrors } from './ja/service-errors';
import { cases as jaCases } from './ja/cases';
import { clauses as jaClauses } from './ja/clauses';
import { device as jaDevice } from './ja/device';
import { errors as jaErrors } from './ja/errors';
import { filters as jaFilters } from './ja/filters';
import { findings as jaFindings } from './ja/findings';
import { frame as jaFrame } from './ja/frame';
import { importing as jaImporting } from './ja/importing';
import { inspector as jaInspector } from './ja/inspector';
import { kept as jaKept } from './ja/kept';
import { map as jaMap } from './ja/map';
import { names as jaNames } from './ja/names';
import { sql as jaSql } from './ja/sql';
import { play as jaPlay } from './ja/play';
import { start as jaStart } from './ja/start';
import { statistics as jaStatistics } from './ja/statistics';
import { variants as jaVariants } from './ja/variants';

/** One module an area and language. English gives the shape; a key missing in Japanese fails the type check in its own file. */
const en = {
  admin: enAdmin,
  people: enPeople,
  policy: enPolicy,
  network: enNetwork,
  audit: enAudit,
  areas: enAreas,
  login: enLogin,
  account: enAccount,
  notices: enNotices,
  operator: enOperator,
  serviceErrors: enServiceErrors,
  cases: enCases,
  clauses: enClauses,
  device: enDevice,
  errors: enErrors,
  filters: enFilters,
  findings: enFindings,
  frame: enFrame,
  importing: enImporting,
  inspector: enInspector,
  kept: enKept,
  map: enMap,
  names: enNames,
  sql: enSql,
  play: enPlay,
  start: enStart,
  statistics: enStatistics,
  variants: enVariants
};
const ja = {
  admin: jaAdmin,
  people: jaPeople,
  policy: jaPolicy,
  network: jaNetwork,
  audit: jaAudit,
  areas: jaAreas,
  login: jaLogin,
  account: jaAccount,
  notices: jaNotices,
  operator: jaOperator,
  serviceErrors: jaServiceErrors,
  cases: jaCases,
  clauses: jaClauses,
  device: jaDevice,
  errors: jaErrors,
  filters: jaFilters,
  findings: jaFindings,
  frame: jaFrame,
  importing: jaImporting,
  inspector: jaInspector,
  kept: jaKept,
  map: jaMap,
  names: jaNames,
  sql: jaSql,
  play: jaPlay,
  start: jaStart,
  statistics: jaStatistics,
  variants: jaVariants
};

export type Messages = Shape<typeof en>;
export const LANGUAGES = ['ja', 'en'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

export const messages: Record<LanguageCode, Messages> = { en, ja };

/** The same keys with any text: what a translation must satisfy. Functions keep their parameters. */
export type Shape<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Shape<T[K]> };
