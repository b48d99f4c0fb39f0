"""Starts SecantusDB with the behaviour that clients of a mongod rely on.

Usage: secantus-server.py [SecantusDB's own flags]

Each function below replaces one of SecantusDB 0.7.0b3 and says why. The server's version is pinned, so a new one asks for
a new look at this file.
"""

import functools
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import bson
import wiredtiger
from secantus import aggregate, cli, storage
from secantus.server import SecantusDBServer
from secantus.sessions import SessionRegistry
from secantus.storage import _IDX_TABLE, Storage
from secantus.transactions import TransactionRegistry, TxnState

TRANSACTION_SECONDS = 5.0
"""Time after which an idle transaction is aborted. A client that was killed leaves its documents locked for as long: 60 s
by default, which is longer than a test waits. As long as a lease, as `mongod.ts` sets it."""

SWEEP_SECONDS = 1.0
"""Time between two sweeps through all sessions and remembered writes. SecantusDB makes several for each command."""


def update_many(self: Storage, db: str, coll: str, filter: Any, update: Any, **options: Any) -> dict[str, Any]:
    """Updates many documents in one storage transaction, and releases the collection's lock before each retry.

    SecantusDB's own function retries a write conflict without end while it holds that lock. When the conflict is with an
    open transaction whose next statement needs the lock, neither ends, and the sweep for idle transactions, which waits
    for that statement, stops the whole server: clients see `connection ... timed out` in all databases.
    """
    return self._update_matching_single_txn(db, coll, filter, update, multi=True, **options)


def delete_many(self: Storage, db: str, coll: str, filter: Any, **options: Any) -> int:
    """Deletes many documents as `update_many` updates them, for the same reason."""
    return self._delete_matching_single_txn(db, coll, filter, limit=0, **options)


def abort_idle(self: TransactionRegistry) -> int:
    """Aborts transactions that have been idle for too long. Passes by those with a running statement, which hold their
    mutex: waiting for one would keep all other commands from being served."""
    cutoff = self._time() - self._lifetime
    aborted = 0
    for txn in self._txns.values():
        if txn.state is not TxnState.IN_PROGRESS or txn.last_use >= cutoff or not txn.mutex.acquire(blocking=False):
            continue
        try:
            if txn.state is TxnState.IN_PROGRESS and txn.last_use < cutoff:
                self._rollback_quietly(txn)
                txn.state = TxnState.ABORTED
                aborted += 1
        finally:
            txn.mutex.release()
    return aborted


def now_and_then(sweep: Callable[[Any], Any]) -> Callable[[Any], int]:
    """Makes a sweep return at once if the last one was less than `SWEEP_SECONDS` ago."""
    last = 0.0

    def swept(self: Any) -> int:
        nonlocal last
        now = time.monotonic()
        if now - last < SWEEP_SECONDS:
            return 0
        last = now
        return sweep(self) or 0

    return swept


@functools.lru_cache(maxsize=4096)
def index_of(row: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Decodes an index's keys and options, once for each stored form."""
    index = bson.decode(row)
    return index.get("key", {}), index.get("options", {})


def iter_indexes(self: Storage, db: str, coll: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Reads a collection's indexes, from the same rows. SecantusDB reads them up to ten times for each command, unpacks
    every key in Python and decodes every row: a quarter of all its time."""
    cursor = self._cursor(_IDX_TABLE)
    cursor.set_key(db, coll, "")
    place = cursor.search_near()
    if place == wiredtiger.WT_NOTFOUND or (place < 0 and cursor.next() != 0):
        return
    prefix = f"{db}\0{coll}\0".encode()
    while (key := cursor._get_key()).startswith(prefix):
        spec, options = index_of(cursor._get_value())
        yield key[len(prefix) : -1].decode(), dict(spec), dict(options)
        if cursor.next() != 0:
            return


def union_with(spec: Any, docs: list[dict[str, Any]], ctx: aggregate.PipelineContext) -> list[dict[str, Any]]:
    """Finds what a union adds by its leading `$match`, which an index may serve, as mongod does. SecantusDB reads the whole
    collection first, of all tenants: a second and more where thousands of documents are."""
    match spec:
        case {"coll": str(coll), "pipeline": [{"$match": dict(condition)}, *stages]} if len(spec) == 2:
            found = ctx.storage.find_matching(ctx.db_name, coll, condition)
            own = aggregate.PipelineContext(ctx.storage, ctx.db_name, coll, collation=ctx.collation)
            return [*docs, *aggregate.apply_pipeline(found, stages, own)]
        case _:
            return aggregate._stage_union_with(spec, docs, ctx)


implies_bounds = storage._clause_implies_bounds

PRESENT = {"$gt", "$gte", "$lt", "$lte"}
"""Operators that only match documents which have the field."""


def implies(clause: Any, bounds: Mapping[str, Any]) -> bool:
    """Tells whether a clause matches only documents within the bounds of a partial index, as SecantusDB does, and also
    where the bounds ask that the field exists. SecantusDB uses no such index: for each look-up of a claim it reads all
    invites of the tenant, and all its events for each of an invitation's."""
    rest = {operator: value for operator, value in bounds.items() if operator != "$exists"}
    if len(rest) < len(bounds):
        operators = clause if isinstance(clause, Mapping) else {"$eq": clause}
        among = operators.get("$in", [operators.get("$eq")])
        if bounds["$exists"] is not True or (None in among and PRESENT.isdisjoint(operators)):
            return False
    return not rest or implies_bounds(clause, rest)


by_equality = Storage._pick_compound_eq_index


def from_its_first_key(self: Storage, db: str, coll: str, filter: dict[str, Any], **options: Any) -> Any:
    """Picks an index for equalities. SecantusDB would also look up the second key of a partial index alone, as if it were
    the first, and find nothing."""
    picked = by_equality(self, db, coll, filter, **options)
    named = [key in filter for key in picked[1]] if picked else []
    return None if picked and any(named) and not all(named[: sum(named)]) else picked


NARROWING = {"$and", "$or", "$nor", "$expr"}
"""Operators at the top of a filter that only leave out some of what its fields match."""

by_index = Storage._try_index_id_keys


def candidates(self: Storage, db: str, coll: str, filter: Any, *, collation: Any = None) -> list[Any] | None:
    """Looks documents up by a part of the filter that an index serves, by `_id` where the filter names it. Callers check
    the whole filter on each. SecantusDB looks at no part of a filter with an operator at its top, and reads the whole
    collection instead, of all tenants: for each `findAndModify` too, whose write has the `_id` within an `$and`."""
    fields = {name: value for name, value in filter.items() if not name.startswith("$")}
    if not NARROWING.issuperset(filter.keys() - fields.keys()):
        return by_index(self, db, coll, filter, collation=collation)
    parts = [part for part in filter.get("$and", ()) if isinstance(part, dict)]
    for part in (fields, *parts):
        if "_id" in part and (found := by_index(self, db, coll, {"_id": part["_id"]}, collation=collation)) is not None:
            return found
    if fields and (found := by_index(self, db, coll, fields, collation=collation)) is not None:
        return found
    for part in parts:
        if (found := candidates(self, db, coll, part, collation=collation)) is not None:
            return found
    return None


open_storage = Storage.__init__


def without_oplog(self: Storage, *args: Any, **options: Any) -> None:
    """Opens a storage that keeps no oplog. Baton opens no change stream, the one reader of it, and each write would be
    encoded and stored a second time: with large documents a tenth of all the server's work."""
    open_storage(self, *args, **{**options, "enable_oplog": False})


def wait(self: SecantusDBServer) -> None:
    """Waits until the server stops, and sweeps meanwhile: SecantusDB looks for idle transactions only when a command of a
    transaction or a write comes in, and a write that waits for an idle transaction brings none."""
    while not self._stop_event.wait(SWEEP_SECONDS):
        self.transactions.prune_expired()


def main() -> int:
    """Applies the replacements and runs the server until it is told to end."""
    storage._clause_implies_bounds = implies
    Storage._pick_compound_eq_index = from_its_first_key
    Storage.__init__ = without_oplog
    Storage._update_matching_chunked = update_many
    Storage._delete_matching_chunked = delete_many
    Storage._iter_indexes = iter_indexes
    Storage._try_index_id_keys = candidates
    aggregate._STAGES["$unionWith"] = union_with
    TransactionRegistry._prune_locked = now_and_then(abort_idle)
    TransactionRegistry._prune_retryable_locked = now_and_then(TransactionRegistry._prune_retryable_locked)
    SessionRegistry._prune_locked = now_and_then(SessionRegistry._prune_locked)
    SecantusDBServer.wait = wait
    SecantusDBServer.__init__.__kwdefaults__["transaction_lifetime_seconds"] = TRANSACTION_SECONDS
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
