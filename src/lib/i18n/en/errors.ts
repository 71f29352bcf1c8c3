import type { ErrorCode, ErrorDetail } from '$lib/model/errors';
import { countOf, sizeOf, textOf } from '../error-detail';
import { nothing, place, text, type ErrorText } from './error-text';
import { vaultErrors } from './vault-errors';

const limit = (d: ErrorDetail): string => countOf(d, 'limit', 'en') || countOf(d, 'max', 'en');

const EXPORT_AGAIN = 'Export it again from the system it came from.';

export const errors = {
  'empty-file': text('The file is empty.', 'It holds no bytes, or nothing but blanks.', EXPORT_AGAIN),
  'header-only': text(
    'The file has a header and no rows.',
    'There is no event to read.',
    'Check the period or the filter of the export, then choose the new file.'
  ),
  'not-text': text(
    'This is not an event log.',
    'The content is binary, whatever the name says.',
    'Choose a CSV, TSV or XES file, or one of these as .gz or .zip.'
  ),
  'wrong-encoding': {
    what: (d) => `The file is not written in ${textOf(d, 'encoding') || 'the chosen encoding'}.`,
    where: place,
    why: () => 'It holds bytes that this encoding does not have.',
    next: () => 'Choose another encoding under “Encoding and format”.'
  },
  'unsupported-format': {
    what: (d) => (textOf(d, 'kind') ? `${textOf(d, 'kind')} files cannot be read yet.` : 'This format cannot be read yet.'),
    where: place,
    why: () => 'Kiseki reads CSV, TSV and other separated text, and XES; each also as .gz or .zip.',
    next: () => 'Save it as CSV (UTF-8), then choose that file.'
  },
  'mixed-formats': text(
    'The files are of different kinds.',
    'One import reads either separated text or XES.',
    'Remove the files of one kind.'
  ),
  'different-headers': {
    what: () => 'The files do not have the same columns.',
    where: place,
    why: (d) =>
      [
        'Files imported together are read as one table.',
        textOf(d, 'missing') && `Missing: ${textOf(d, 'missing')}.`,
        textOf(d, 'extra') && `Extra: ${textOf(d, 'extra')}.`
      ]
        .filter(Boolean)
        .join(' '),
    next: () => 'Remove the file named here and import it on its own.'
  },
  'field-too-large': {
    what: () => 'A single field is too large.',
    where: place,
    why: (d) =>
      sizeOf(d, 'limit', 'en')
        ? `A field may take up to ${sizeOf(d, 'limit', 'en')}.`
        : 'Often a quote is missing, so that many rows read as one field.',
    next: () => 'Check the quote character under “Encoding and format”, or leave that column out of the export.'
  },
  'row-too-large': {
    what: () => 'A single row is too large.',
    where: place,
    why: (d) =>
      sizeOf(d, 'limit', 'en')
        ? `A row may take up to ${sizeOf(d, 'limit', 'en')}; a line break or a quote may be missing.`
        : 'A line break or a quote may be missing.',
    next: () => 'Check the file at this line, or choose another quote character.'
  },
  'too-many-columns': {
    what: (d) =>
      countOf(d, 'count', 'en') || countOf(d, 'n', 'en')
        ? `The file has ${countOf(d, 'count', 'en') || countOf(d, 'n', 'en')} columns.`
        : 'The file has too many columns.',
    where: place,
    why: (d) => (limit(d) ? `Up to ${limit(d)} columns can be read.` : 'That is more than can be read.'),
    next: () => 'Check the separator, or export fewer columns.'
  },
  'unclosed-quote': text(
    'A quote is opened and never closed.',
    'Everything after it reads as one field.',
    'Mend the file at this line, or set Quote to “none”.'
  ),
  'gzip-truncated': text('The .gz file is cut short.', 'It ends in the middle of its content.', 'Copy or download it again.'),
  'archive-empty': text(
    'The .zip holds no log.',
    'No file in it can be read as an event log.',
    'Choose an archive with CSV, TSV or XES files.'
  ),
  'archive-nested': text(
    'The archive holds another archive.',
    'Archives inside archives are not opened.',
    'Unpack it once, then choose what was inside.'
  ),
  'archive-too-large': {
    what: () => 'The archive unpacks to far more than its size.',
    where: place,
    why: (d) =>
      limit(d)
        ? `More than ${limit(d)} times its size is refused, for your machine’s sake.`
        : 'That is refused, for your machine’s sake.',
    next: () => 'If you trust it, unpack it yourself and choose the files.'
  },
  'archive-too-many': {
    what: (d) =>
      countOf(d, 'count', 'en')
        ? `The archive holds ${countOf(d, 'count', 'en')} files or more.`
        : 'The archive holds too many files.',
    where: place,
    why: (d) => (limit(d) ? `Up to ${limit(d)} are opened.` : 'That is more than is opened at once.'),
    next: () => 'Unpack it and choose the logs you need.'
  },
  'archive-damaged': text('The archive is damaged.', 'Its content does not match its own checks.', 'Copy or download it again.'),
  'file-changed': text(
    'The file was changed while it was read.',
    'The browser no longer gives access to it.',
    'Choose it again.'
  ),
  'file-unreadable': text(
    'The file cannot be read.',
    'It was moved, locked or taken away, or the network failed.',
    'Close it in other programs, then choose it again.'
  ),
  'xes-doctype': text(
    'The XES file has a DOCTYPE or entities.',
    'These can make a small file unfold into gigabytes, so they are refused.',
    'Remove the DOCTYPE, or export the log again.'
  ),
  'xes-truncated': text('The XES file is cut short.', 'It ends before the log is closed.', 'Copy or download it again.'),
  'xes-malformed': text(
    'The XES file is not well-formed XML.',
    'A tag or an attribute is broken at the place named here.',
    EXPORT_AGAIN
  ),
  'xes-too-deep': {
    what: () => 'Attributes in the XES file are nested too deeply.',
    where: place,
    why: (d) => (limit(d) ? `Up to ${limit(d)} levels are read.` : 'That is more than can be read.'),
    next: () => 'Export the log without nested attributes.'
  },
  'xes-no-traces': text(
    'The XES file holds no traces.',
    'A trace is one case; without one there is nothing to map.',
    'Check the filter of the export.'
  ),
  'xes-no-time': text(
    'No event in the XES file has a time.',
    'Without times the order and the durations are unknown.',
    'Export the log with time:timestamp.'
  ),
  'no-case-column': text(
    'Which column is the case?',
    'It says which events belong together, such as an order number.',
    'Give one column the role “Case ID”.'
  ),
  'no-activity-column': text(
    'Which column is the activity?',
    'It says what was done, such as “Check credit”.',
    'Give one column the role “Activity”.'
  ),
  'no-time-column': text(
    'Which column is the time?',
    'It says when a step was completed; without it there is no order.',
    'Give one column the role “End time”.'
  ),
  'all-times-unreadable': text(
    'No row has a time that can be read.',
    'No value of the time column fits the format.',
    'Choose another time column, or another format for it.'
  ),
  'bad-time-pattern': {
    what: (d) =>
      d.timeZone
        ? `“${textOf(d, 'timeZone')}” is not a time zone.`
        : d.pattern
          ? `The time format “${textOf(d, 'pattern')}” cannot be used.`
          : 'A time format cannot be used.',
    where: place,
    why: (d) =>
      d.timeZone
        ? 'Zones have names such as Asia/Tokyo or UTC.'
        : 'A format is made of fields such as yyyy MM dd HH mm ss; other letters stand in quotes.',
    next: (d) => (d.timeZone ? 'Choose a zone from the list.' : 'Choose a format from the list, or mend the pattern.')
  },
  'no-usable-rows': text(
    'No row can be used.',
    'Every row lacks a case, an activity or a time that can be read.',
    'Check the roles and the time format.'
  ),
  'too-many-activities': {
    what: (d) =>
      countOf(d, 'n', 'en')
        ? `There are ${countOf(d, 'n', 'en')} different activities.`
        : 'There are too many different activities.',
    where: place,
    why: (d) => `A map can show up to ${limit(d) || '2,048'}. The column probably holds numbers or free text.`,
    next: () => 'Choose another column as the activity.'
  },
  'bad-analysis': {
    what: () => 'This is no analysis that can be opened.',
    where: (d) => textOf(d, 'path'),
    why: () => 'The file or link is cut short, was changed, or is something else. Nothing of it was used.',
    next: () => 'Ask for the file or link again, or save it anew.'
  },
  'analysis-version': {
    what: () => 'This analysis is of another version of Kiseki.',
    where: nothing,
    why: (d) => `It is written in version ${textOf(d, 'version')}; this Kiseki reads version ${textOf(d, 'known')}.`,
    next: () => 'Open it with the newest Kiseki, or have it saved anew there.'
  },
  ...vaultErrors,
  'import-busy': {
    what: () => 'An import is already running.',
    where: nothing,
    why: () => 'One file is read at a time.',
    next: () => 'Wait for it, or cancel it, then import again.'
  },
  cancelled: {
    what: () => 'The import was cancelled.',
    where: nothing,
    why: () => 'Nothing of it was kept.',
    next: () => 'Import again whenever you like.'
  },
  'out-of-memory': {
    what: () => 'There is not enough memory.',
    where: place,
    why: (d) =>
      sizeOf(d, 'needed', 'en')
        ? `About ${sizeOf(d, 'needed', 'en')} more would have been needed after ${countOf(d, 'rows', 'en')} rows.`
        : 'The browser gives a tab only so much.',
    next: (d) =>
      textOf(d, 'drop')
        ? `Set “${textOf(d, 'drop')}” to “Leave out”, whose values differ most, or import a shorter period.`
        : 'Set columns you do not need to “Leave out”, or import a shorter period.'
  },
  'too-large': {
    what: () => 'This is too large to work on.',
    where: place,
    why: (d) => (limit(d) ? `The limit is ${limit(d)}.` : 'It is more than the engine can hold.'),
    next: () => 'Filter to fewer cases, or import a shorter period.'
  },
  'worker-died': {
    what: () => 'The engine stopped and was started again.',
    where: nothing,
    why: (d) => (textOf(d, 'why') ? `It ended with: ${textOf(d, 'why')}` : 'Most often this is a lack of memory.'),
    next: () => 'Your files are untouched: import again, with fewer columns if it happens twice.'
  },
  'unknown-log': {
    what: () => 'This log is no longer open.',
    where: nothing,
    why: () => 'Logs are held in memory until the page is closed.',
    next: () => 'Import the file again.'
  },
  'unknown-column': {
    what: (d) => (d.column === undefined ? 'A column is missing.' : `The column “${textOf(d, 'column')}” is not in the log.`),
    where: nothing,
    why: () => 'It may have been left out at import.',
    next: () => 'Choose another column, or import again with it.'
  },
  'unknown-edge': {
    what: () => 'This path is not in the log.',
    where: nothing,
    why: () => 'The activities may have changed since.',
    next: () => 'Choose it on the map again.'
  },
  'sql-empty': text(
    'There is no statement.',
    'Nothing is left when blanks and comments are taken away.',
    'Write a query, for instance FROM selected_event.'
  ),
  'sql-several': text(
    'There is more than one statement.',
    'Statements are run one at a time.',
    'Keep one, and take away the others with their semicolons.'
  ),
  'sql-not-read-only': {
    what: () => 'Only queries are run here.',
    where: nothing,
    why: (d) => `${textOf(d, 'word')} does not begin a query. The log is read, never changed, and no file or network is reached.`,
    next: () => 'Begin with SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, PIVOT or EXPLAIN.'
  },
  'sql-no-expression': {
    what: () => 'This is not one SQL expression.',
    where: nothing,
    why: () => 'It is empty, a bracket or quote is left open, or it holds a semicolon.',
    next: () => "Write one condition, for instance activity = 'Close' AND position > 3."
  },
  'bad-selection': {
    what: () => 'A filter cannot be applied.',
    where: nothing,
    why: (d) =>
      textOf(d, 'why') === 'event-clause-in-group'
        ? 'A filter that leaves events out cannot stand in a group.'
        : `It asks for something that cannot be: ${textOf(d, 'why')}.`,
    next: () => 'Change the filter, or remove it.'
  },
  'sql-failed': {
    what: () => 'The query failed.',
    where: nothing,
    why: (d) => textOf(d, 'why'),
    next: () => 'Change the query and run it again.'
  },
  'sql-timeout': {
    what: () => 'The query was ended: it took too long.',
    where: nothing,
    why: (d) => `The time limit is ${countOf(d, 'seconds', 'en')} s. Your log and filters are as they were.`,
    next: () => 'Ask for less (a LIMIT, fewer cases), or raise the time limit beside Run.'
  },
  'sql-cancelled': text('The query was cancelled.', 'Your log and filters are as they were.', 'Run it again whenever you like.'),
  'sql-stopped': {
    what: () => 'The query engine stopped.',
    where: nothing,
    why: (d) => `${textOf(d, 'why')} It is started again by the next query; your log and filters are as they were.`,
    next: () => 'Ask for less at once, for instance fewer columns or cases, and run it again.'
  },
  'layout-failed': {
    what: () => 'The map could not be laid out.',
    where: nothing,
    why: (d) => textOf(d, 'why'),
    next: () => 'Show fewer activities or paths with the sliders.'
  },
  internal: {
    what: () => 'Something went wrong in Kiseki.',
    where: place,
    why: (d) => textOf(d, 'why'),
    next: () => 'Try again. If it happens twice, reload the page.'
  }
} satisfies Record<ErrorCode, ErrorText>;
