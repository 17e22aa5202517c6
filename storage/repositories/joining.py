"""Who has joined which trial."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, and_, bindparam, delete, exists, insert, literal, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Account, Person
from storage import models
from storage.repositories.session import Session

J, A, P, E, I = models.Joining, models.Account, models.Person, models.Experiment, models.Idea  # noqa: E741


@cache
def _rounds() -> Select[int]:
    rounds = select(E.id, E.idea).where(E.id == bindparam("experiment")).cte("rounds", recursive=True)
    following = and_(E.before == rounds.c.id, E.idea == rounds.c.idea)
    rounds = rounds.union(select(E.id, E.idea).join(rounds, following))
    return select(rounds.c.id).order_by(rounds.c.id)


class Joinings(Session):
    """A person is in when any of their accounts is."""

    async def hold_rounds(self, experiment: int) -> list[int]:
        """A trial and all that continue it, in their order; until the end nobody begins another of its idea."""
        own = select(E.idea).where(E.id == experiment).scalar_subquery()
        await self.connection.execute(select(I.id).where(I.id == own).with_for_update(key_share=True))
        return list((await self.connection.execute(_rounds(), {"experiment": experiment})).scalars())

    async def has_joined(self, experiment: int, person: int) -> bool:
        query = select(J.experiment).join(A, A.id == J.account).where(J.experiment == experiment, A.person == person)
        return bool((await self.connection.execute(select(exists(query)))).scalar_one())

    async def join_trial(self, experiment: int, account: Account) -> bool:
        """Let an account join a trial; False if it is in already."""
        new = upsert(J).values(experiment=experiment, account=account.id).on_conflict_do_nothing()
        return (await self.connection.execute(new.returning(J.account))).one_or_none() is not None

    async def stay_in(self, before: int, after: int, owner: Account) -> None:
        """Whoever is in one round is in the next; its owner is not counted beside themselves."""
        same = select(literal(after), J.account).join(A, A.id == J.account)
        same = same.where(J.experiment == before, A.person != owner.person.id)
        await self.connection.execute(insert(J).from_select(["experiment", "account"], same))

    async def leave_trial(self, rounds: Collection[int], person: int) -> bool:
        """False if the person was in none of them."""
        own = select(A.id).where(A.person == person)
        gone = delete(J).where(J.experiment.in_(rounds), J.account.in_(own)).returning(J.account)
        return bool((await self.connection.execute(gone)).all())

    async def joined_people(self, experiment: int) -> list[Person]:
        """Each person once, by name; who is no member is left out."""
        query = select(P.id, P.name).join(A, A.person == P.id).join(J, J.account == A.id)
        query = query.where(J.experiment == experiment, A.member.is_not(False)).distinct()
        return [Person(row.id, row.name) for row in await self.connection.execute(query.order_by(P.name, P.id))]
