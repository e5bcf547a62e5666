using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Season;

/// <summary>
/// A season of evenings: at the entrance guests come while the show is open and some after it is over, some leave at the exit, and
/// at the booth some enrol. Every other evening the turnstiles report passages.
/// </summary>
sealed class SeasonRun
{
    const int GuestMilliseconds = 6_000;

    // One guest in so many comes when the show is over; one in so many enrols.
    const int GuestsPerLate = 50;
    const int GuestsPerEnrolment = 50;
    const int GuestsPerExit = 25;

    readonly SeasonLane _entrance;
    readonly Booth _booth;
    readonly Leavers _leavers;
    readonly Random _random;
    readonly int _seed;
    long _presentations;
    long _codesDuringFaults;
    long _turnedAway;

    /// <summary>A season, which depends on the seed.</summary>
    public SeasonRun(int seed)
    {
        (_seed, _random) = (seed, new Random(seed));
        _entrance = new SeasonLane(LaneMode.Entry, _random);
        _leavers = new Leavers(new SeasonLane(LaneMode.Exit, new Random(seed + 1_000_003)));
        _booth = new Booth(new SeasonLane(LaneMode.Enrolment, new Random(~seed)));
    }

    /// <summary>Plays a number of evenings.</summary>
    /// <param name="evenings">Number of evenings.</param>
    /// <param name="guests">Guests in each evening.</param>
    /// <param name="done">Called after each evening.</param>
    /// <param name="stop">Ends the season between two evenings.</param>
    public SeasonReport Play(int evenings, int guests, Action done, CancellationToken stop)
    {
        long heap = 0;
        var played = 0;
        for (; played < evenings && !stop.IsCancellationRequested; played++)
        {
            PlayEvening(guests, hasPassages: played % 2 == 0);
            heap = played == 0 ? GC.GetTotalMemory(forceFullCollection: true) : heap;
            done();
        }

        SeasonLane[] lanes = [_entrance, _leavers.Lane, _booth.Lane];
        return new SeasonReport(played, _presentations, _entrance.Hardware.Openings, lanes.Sum(lane => lane.WrongOpenings),
            lanes.Sum(lane => lane.Stuck), lanes.Sum(lane => lane.Failures), lanes.Sum(lane => lane.Restarts),
            lanes.SelectMany(lane => lane.Faults).GroupBy(fault => fault.Key).ToDictionary(fault => fault.Key, fault => fault.Sum(of => of.Value)),
            _codesDuringFaults, _turnedAway, _booth.Endings, _booth.WrongEndings,
            lanes.Sum(lane => lane.Services.Entries.Passed), lanes.Sum(lane => lane.Services.Entries.Undone),
            lanes.Sum(lane => lane.Services.Entries.Unadmitted), lanes.Sum(lane => lane.WrongEntries), _leavers.LockedIn,
            lanes.Max(lane => lane.Services.LongestChange) / 1_000, GC.GetTotalMemory(forceFullCollection: true) - heap, lanes.Sum(lane => lane.Hours), _seed);
    }

    void PlayEvening(int guests, bool hasPassages)
    {
        _entrance.BeginEvening(hasPassages);
        _leavers.Lane.BeginEvening(hasPassages);
        _entrance.Services.IsShowOpen = true;
        for (var guest = 0; guest < guests; guest++)
        {
            ServeGuest();
        }

        _entrance.Services.IsShowOpen = false;
        for (var guest = 0; guest < guests; guest += GuestsPerLate)
        {
            ServeGuest();
        }

        for (var guest = 0; guest < guests; guest += GuestsPerExit)
        {
            _leavers.ServeGuest();
        }

        for (var guest = 0; guest < guests; guest += GuestsPerEnrolment)
        {
            _booth.ServeGuest();
        }

        _entrance.EndEvening();
        _leavers.Lane.EndEvening();
        _booth.Lane.EndEvening();
    }

    /// <summary>A guest shows a palm or a code, or the code after the palm when the ring says so, and leaves.</summary>
    void ServeGuest()
    {
        _entrance.NextGuest();
        if (_random.Next(5) == 0)
        {
            Scan();
        }
        else
        {
            var before = _entrance.Lane.Outcomes;
            _entrance.Hardware.Hand = _random.Next(20, 200);
            _entrance.Advance(_random.Next(10, 500));
            _entrance.Hardware.Hand = _random.Next(70, 120);
            Note(before);
            if (_entrance.Lane.State is LaneState.UseTicket or LaneState.Fault && _random.Next(2) == 0)
            {
                Scan();
            }
        }

        _entrance.GuestLeft();
    }

    void Scan()
    {
        var before = _entrance.Lane.Outcomes;
        _entrance.Reader.Scan(FormattableString.Invariant($"TICKET-{_presentations}"));
        Note(before);
        _codesDuringFaults += _entrance.Lane.Outcomes != before && _entrance.Lane.Outcome.Way == EntryWay.Ticket
            && _entrance.Fault is Fault.Camera or Fault.CameraThrows or Fault.PresenceSilent or Fault.PresenceStuck ? 1 : 0;
    }

    void Note(int before)
    {
        _presentations++;
        if (_entrance.Until(() => _entrance.Lane.Outcomes != before, GuestMilliseconds))
        {
            _turnedAway += _entrance.Lane.Outcome.Decision == Decision.NoEvent ? 1 : 0;
        }
    }
}
