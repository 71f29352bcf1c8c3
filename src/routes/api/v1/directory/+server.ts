import { directorySearch } from '$lib/api/contracts/areas';
import { searchDirectory } from '$lib/server/access/directory';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(directorySearch, ({ tx, query }) => searchDirectory(tx, query.search));
