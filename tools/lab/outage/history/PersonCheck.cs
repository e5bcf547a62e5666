namespace Pedestal.Outage.History;

/// <summary>Compares the enrolments, deletions and withdrawals that were acknowledged with the palm store, and with later palms.</summary>
sealed class PersonCheck(
    IReadOnlyList<Asked> history, IReadOnlyDictionary<string, IReadOnlyList<string>> enrolledBefore, IReadOnlyList<StoredPerson> persons)
{
    /// <summary>The party whose consent an enrolment at a booth is.</summary>
    public const string Party = "ticketing";

    readonly ILookup<string, StoredPerson> _persons = persons.Where(person => person.Account is not null).ToLookup(person => person.Account!);
    readonly ILookup<string, Asked> _enrolments = history.Where(asked => asked.Purpose == Purpose.Enrol).ToLookup(asked => asked.Account);
    readonly ILookup<string, Asked> _ends = history.Where(asked => asked.Purpose is Purpose.Delete or Purpose.Withdraw).ToLookup(asked => asked.Account);

    /// <summary>Whoever was told of an enrolment is stored, once, unless a deletion was asked for.</summary>
    public Verdict NoEnrolmentLost()
    {
        var expected = Enrolled().Where(account => !_ends[account].Any(end => end.Purpose == Purpose.Delete) && PartiesOf(account).Any(party => !MayHaveEnded(account, party)))
            .ToList();
        return new Verdict("no acknowledged enrolment is lost", expected.Count,
        [
            .. expected.Where(account => !_persons[account].Any()).Select(account => $"{account} was enrolled, and nobody is stored."),
            .. _persons.Where(account => account.Count() > 1).Select(account =>
                $"{account.Key} is stored {account.Count()} times: persons {string.Join(", ", account.Select(person => person.Number))}."),
        ]);
    }

    /// <summary>Whoever was told of a deletion is not stored, and nobody is stored whom no account knows.</summary>
    public Verdict NoDeletionLost()
    {
        var deleted = _ends.Where(ends => ends.Any(end => end is { Purpose: Purpose.Delete, IsDone: true })).Select(ends => ends.Key).ToList();
        return new Verdict("no acknowledged deletion is lost", deleted.Count,
        [
            .. deleted.SelectMany(account => _persons[account]).Select(person => $"{person.Account} was deleted, and person {person.Number} is stored."),
            .. persons.Where(person => person.Account is null).Select(person => $"Person {person.Number} is stored, whom no account knows."),
        ]);
    }

    /// <summary>Each consent that was given is stored until it is withdrawn, and none after that.</summary>
    public Verdict NoConsentLost()
    {
        var (broken, looked) = (new List<string>(), 0);
        foreach (var person in persons.Where(person => person.Account is not null))
        {
            var ends = _ends[person.Account!].ToList();
            foreach (var party in PartiesOf(person.Account!))
            {
                looked++;
                if (person.Parties.Contains(party))
                {
                    broken.AddRange(ends.Where(end => end is { Purpose: Purpose.Withdraw, IsDone: true } && end.Code == party).Take(1).Select(
                        _ => $"{person.Account} withdrew the consent for {party}, and it is stored."));
                }
                else if (!MayHaveEnded(person.Account!, party))
                {
                    broken.Add($"{person.Account} agreed for {party} and did not withdraw it, and it is not stored.");
                }
            }
        }

        return new Verdict("no acknowledged consent or withdrawal is lost", looked, broken);
    }

    /// <summary>After a deletion or withdrawal was acknowledged, the palm is nobody's at any lane.</summary>
    public Verdict NobodyComesBack()
    {
        var gone = _ends.SelectMany(ends => ends).Where(end => end.IsDone && (end.Purpose == Purpose.Delete || end.Code == Party))
            .GroupBy(end => end.Account).ToDictionary(ends => ends.Key, ends => ends.Min(end => end.End));
        var later = history.Where(asked => asked.Purpose == Purpose.Palm && gone.TryGetValue(asked.Account, out var at) && asked.Begin > at).ToList();
        return new Verdict("nobody deleted comes back", later.Count,
        [
            .. later.Where(asked => asked.IsRecognised).Select(asked =>
                $"{asked.Account} was gone for {asked.Begin - gone[asked.Account]:0} ms and got \"{asked.Reply}\" by {asked.Key}."),
        ]);
    }

    IReadOnlyList<string> PartiesOf(string account) => enrolledBefore.GetValueOrDefault(account, [Party]);

    bool MayHaveEnded(string account, string party) => _ends[account].Any(end => end.Purpose == Purpose.Withdraw && end.Code == party);

    IEnumerable<string> Enrolled() => enrolledBefore.Keys.Concat(
        _enrolments.Where(tries => tries.Any(enrolment => enrolment.IsDone)).Select(tries => tries.Key)).Distinct();
}
