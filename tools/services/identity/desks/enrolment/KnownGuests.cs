using Pedestal.Engine;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// Guests who are enrolled already: told after two captures, linked to a party that does not know them yet, completed by the
/// other palm, renewed after years. Whether the account is theirs, their party says.
/// </summary>
sealed class KnownGuests(PalmRegister register, AccountBinding account, EnrolmentOptions options)
{
    /// <summary>Whom the enrolment's samples show; null for nobody who is known.</summary>
    public static KnownPalm? IsKnown(PendingEnrolment enrolment) =>
        KnownPalm.Of(enrolment.First, enrolment.PerPalm) ?? KnownPalm.Of(enrolment.Second, enrolment.PerPalm);

    /// <summary>Searches for a sample, unless nobody was enrolled since the last time.</summary>
    /// <exception cref="PopulationException">Not everybody's palms can be asked now.</exception>
    public Task SearchAsync(PendingSample sample, PendingEnrolment enrolment) =>
        sample.SearchAsync(register.Population, shown => IdentifyAsync(shown, enrolment));

    /// <summary>Searches for all samples at once; whom they show.</summary>
    /// <exception cref="PopulationException">Not everybody's palms can be asked now.</exception>
    public async Task<KnownPalm?> SearchAsync(PendingEnrolment enrolment)
    {
        await Task.WhenAll(enrolment.First.Concat(enrolment.Second).Select(sample => SearchAsync(sample, enrolment)));
        return IsKnown(enrolment);
    }

    /// <summary>Decides about a guest whose palm was just recognised.</summary>
    public async Task<Decision> WelcomeAsync(EnrolmentDeadline deadline, PendingEnrolment enrolment, KnownPalm known)
    {
        enrolment.Person = known.Person;
        if (account.Find(enrolment, known) is { } token)
        {
            var decision = await account.BindAsync(deadline, enrolment, token);
            return decision == Decision.Bound ? Complete(enrolment, Used(known))
                : decision == Decision.Refused ? Decision.OtherAccount
                : decision;
        }

        var consent = account.Reserve(enrolment);
        var bound = await account.BindAsync(deadline, enrolment, consent.Token);
        if (bound != Decision.Bound)
        {
            return bound;
        }

        if (!register.Link(known.Person, consent))
        {
            return Decision.Refused;
        }

        AddFirstPalm(enrolment, Used(known));
        return Decision.Linked;
    }

    /// <summary>Stores what a known guest came for: the other palm, or new samples of both.</summary>
    public Decision Store(PendingEnrolment enrolment)
    {
        var guest = enrolment.Guest!;
        if (KnownPalm.Of(enrolment.Second, enrolment.PerPalm) is { } other && other.Person != guest.Person)
        {
            return Decision.Refused;
        }

        return enrolment.Goal == EnrolmentGoal.OtherPalm
            ? AddPalm(guest, enrolment.Second)
            : Renew(enrolment, guest);
    }

    Decision Complete(PendingEnrolment enrolment, KnownPalm known)
    {
        if (KnownPalm.Of(enrolment.First, enrolment.PerPalm) is null)
        {
            return AddFirstPalm(enrolment, known) ? Decision.Enrolled : Decision.AlreadyEnrolled;
        }

        if (register.Store.Time.GetUtcNow() - known.Palm.CapturedAt >= options.RenewAfter)
        {
            enrolment.GoOnAbout(known, EnrolmentGoal.Renewal);
            return enrolment.IsComplete ? Renew(enrolment, known) : Decision.SampleAccepted;
        }

        if (register.Store.Persons.PalmsOf(known.Person).Count > 1)
        {
            return Decision.AlreadyEnrolled;
        }

        enrolment.GoOnAbout(known, EnrolmentGoal.OtherPalm);
        return enrolment.IsComplete ? Store(enrolment) : Decision.OtherPalmWanted;
    }

    // The guest showed the palm that is not stored first, and was recognised by the other.
    bool AddFirstPalm(PendingEnrolment enrolment, KnownPalm known) => enrolment.HasFirstPalm && enrolment.Second.Count > 0
        && KnownPalm.Of(enrolment.First, enrolment.PerPalm) is null
        && register.Store.Persons.PalmsOf(known.Person).Count == 1
        && AddPalm(known, enrolment.First) == Decision.Enrolled;

    Decision AddPalm(KnownPalm guest, IReadOnlyList<PendingSample> samples)
    {
        var side = guest.Palm.Side == PalmSide.Left ? PalmSide.Right : PalmSide.Left;
        return register.AddPalm(guest.Person, side, Bytes(samples), guest.Palm.EventKey) ? Decision.Enrolled : Decision.Refused;
    }

    Decision Renew(PendingEnrolment enrolment, KnownPalm guest)
    {
        if (!enrolment.HasFirstPalm || !register.ReplacePalm(guest.Palm.Palm, Bytes(enrolment.First), guest.Palm.EventKey))
        {
            return Decision.Refused;
        }

        if (enrolment.IsComplete)
        {
            // A stored palm is replaced by one that is recognised as it, and by no other.
            if (KnownPalm.Of(enrolment.Second, enrolment.PerPalm) is { } other)
            {
                register.ReplacePalm(other.Palm.Palm, Bytes(enrolment.Second), other.Palm.EventKey);
            }
            else if (register.Store.Persons.PalmsOf(guest.Person).Count == 1)
            {
                AddPalm(guest, enrolment.Second);
            }
        }

        return Decision.Enrolled;
    }

    // Whoever is welcome at a booth has used the palm, and is not deleted as if it had been forgotten.
    KnownPalm Used(KnownPalm known)
    {
        register.Store.NoteUse(known.Palm.Palm);
        return known;
    }

    // One that is sealed for another event does not count.
    async Task<KnownPalm?> IdentifyAsync(EnrolmentSample sample, PendingEnrolment enrolment) =>
        Owner(await register.IdentifyAsync(sample.Template)) is not { } known ? null
            : known.Palm.EventKey is null || known.Palm.EventKey == enrolment.EventKey ? known
            : Owner(GalleryOf(enrolment.EventKey)?.Identify(sample.Template) ?? default);

    Gallery? GalleryOf(string? eventKey) =>
        register.Schedule.Events.FirstOrDefault(known => known.KeyName == eventKey) is { } show ? register.Galleries.Find(show) : null;

    KnownPalm? Owner(MatchResult match) => match.Palm is { } found && register.Store.Persons.OfPalm(found) is { } person
        && register.Store.Persons.PalmsOf(person).FirstOrDefault(stored => stored.Palm == found) is { } known
            ? new KnownPalm(person, known, match.IsCopy)
            : null;

    static List<EnrolmentSample> Bytes(IReadOnlyList<PendingSample> samples) => [.. samples.Select(kept => kept.Sample)];
}
