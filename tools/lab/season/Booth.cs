using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Season;

/// <summary>
/// An enrolment pedestal and its guests, who show a code and then whichever palm the ring asks for. One in five shows only one
/// palm. What the ring tells them at the end is compared with the services' decisions.
/// </summary>
sealed class Booth(SeasonLane lane)
{
    const int OutcomeMilliseconds = 6_000;

    // Six samples, and as many that are rejected or unusable as the pedestal allows.
    const int LongestVisit = 20;

    // A guest who shows nothing more is waited for so long.
    const int PatienceMilliseconds = 65_000;

    readonly Dictionary<string, int> _endings = [];
    int _guests;

    /// <summary>The pedestal.</summary>
    public SeasonLane Lane => lane;

    /// <summary>Number of enrolments that ended with each decision.</summary>
    public IReadOnlyDictionary<string, int> Endings => _endings;

    /// <summary>Enrolments that ended with another decision than that of the services about the request.</summary>
    public long WrongEndings { get; private set; }

    /// <summary>A guest shows a code and one palm or both.</summary>
    public void ServeGuest()
    {
        lane.NextGuest();
        var hasOnePalm = lane.Random.Next(5) == 0;
        if (Changes(() => lane.Reader.Scan(FormattableString.Invariant($"BOOTH-{_guests++}")), OutcomeMilliseconds)
            && lane.Lane.Outcome.Decision is Decision.EnrolmentOpened or Decision.ConfirmationAwaited)
        {
            for (var shown = 0; shown < LongestVisit && !hasEnded(); shown++)
            {
                if (hasOnePalm && lane.Hardware.Shown == Indication.ShowRightPalm)
                {
                    break;
                }

                Changes(() => lane.Hardware.Hand = lane.Random.Next(70, 120), OutcomeMilliseconds);
                lane.Hardware.Hand = Presence.Nothing;
                lane.Until(() => hasEnded() || lane.Hardware.Shown is Indication.ShowLeftPalm or Indication.ShowRightPalm, OutcomeMilliseconds);
            }

            lane.Until(hasEnded, PatienceMilliseconds);
            Note();
        }

        lane.GuestLeft();

        bool hasEnded() => lane.Lane.Outcome.Way == EntryWay.Enrolment;
    }

    void Note()
    {
        var outcome = lane.Lane.Outcome;
        if (outcome.Way != EntryWay.Enrolment || outcome.Decision == Decision.None)
        {
            return;
        }

        WrongEndings += lane.Services.DecisionOf(outcome.RequestId) == outcome.Decision ? 0 : 1;
        var name = DecisionTable.Of(outcome.Decision).Word;
        _endings[name] = _endings.GetValueOrDefault(name) + 1;
    }

    bool Changes(Action act, int milliseconds)
    {
        var before = lane.Lane.Outcomes;
        act();
        return lane.Until(() => lane.Lane.Outcomes != before, milliseconds);
    }
}
