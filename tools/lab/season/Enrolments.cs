using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Season;

/// <summary>
/// What the services decide about the guests of an enrolment pedestal: each guest's enrolment is to end in one of the ways in
/// which enrolments end, at the sample at which that is known.
/// </summary>
sealed class Enrolments(Random random)
{
    const int SamplesUntilKnown = 2;

    static readonly Decision[] Endings =
    [
        Decision.Enrolled, Decision.Enrolled, Decision.Enrolled, Decision.EnrolledForEvent, Decision.Linked, Decision.OtherAccount,
        Decision.AlreadyEnrolled, Decision.OtherPalmWanted, Decision.TicketUsed, Decision.NoEvent, Decision.Refused,
    ];

    Decision _ending;
    int _kept;
    int _opened;

    /// <summary>Decides about a code, or whether its account has confirmed.</summary>
    public Decision Decide(TicketRequest request)
    {
        if (request.Purpose == TicketPurpose.CheckLink)
        {
            return random.Next(3) switch
            {
                0 => Decision.ConfirmationAwaited, 1 when random.Next(10) == 0 => Decision.Refused, _ => Decision.EnrolmentOpened,
            };
        }

        (_ending, _kept) = (Endings[random.Next(Endings.Length)], 0);
        return random.Next(12) switch
        {
            0 => Decision.TicketUsed, 1 => Decision.UnknownTicket, 2 => Decision.ConfirmationAwaited, _ => Decision.EnrolmentOpened,
        };
    }

    /// <summary>Decides whether palms may be captured: at every other time the guest still reads at the booth's screen.</summary>
    public Decision Open() => ++_opened % 2 == 0 ? Decision.EnrolmentOpened : Decision.ConsentAwaited;

    /// <summary>Decides about a sample, or about the end without one.</summary>
    public Decision Decide(MatchRequest request)
    {
        var perPalm = request.SampleCount / 2;
        if (request.IsEndOfEnrolment)
        {
            return _kept < perPalm ? Decision.Refused : _ending == Decision.OtherPalmWanted ? Decision.AlreadyEnrolled : _ending;
        }

        if (random.Next(15) == 0)
        {
            return Decision.SampleRejected;
        }

        _kept = request.Sample + 1;
        return _ending switch
        {
            Decision.NoEvent or Decision.Refused => _ending,
            Decision.Enrolled or Decision.EnrolledForEvent => _kept == request.SampleCount ? _ending : Decision.SampleAccepted,
            Decision.OtherPalmWanted when _kept >= SamplesUntilKnown => OtherPalm(request, perPalm),
            _ when _kept >= SamplesUntilKnown => _ending,
            _ => Decision.SampleAccepted,
        };
    }

    Decision OtherPalm(MatchRequest request, int perPalm)
    {
        _kept = Math.Max(_kept, perPalm);
        return request.Sample < perPalm ? Decision.OtherPalmWanted
            : _kept == request.SampleCount ? Decision.Enrolled : Decision.SampleAccepted;
    }
}
