using Pedestal.Protocol;

namespace Pedestal.Outage.History;

/// <summary>What was asked for.</summary>
enum Purpose
{
    /// <summary>A palm, to enter.</summary>
    Palm,

    /// <summary>A ticket's code, to enter.</summary>
    Code,

    /// <summary>The report that the guest of an admission passed.</summary>
    Passed,

    /// <summary>The report that nobody passed, of a request that ended without a decision.</summary>
    NotPassed,

    /// <summary>A new person's enrolment.</summary>
    Enrol,

    /// <summary>A person's deletion.</summary>
    Delete,

    /// <summary>The end of the consent for one party.</summary>
    Withdraw,
}

/// <summary>One request and its end, as whoever asked saw them. Times are milliseconds of the tool's own clock.</summary>
/// <param name="Lane">The pedestal; "office" for what is asked over HTTP.</param>
/// <param name="Purpose">What was asked for.</param>
/// <param name="Account">Whose palm or ticket it was.</param>
/// <param name="Begin">When it was asked.</param>
/// <param name="End">When the reply came or was given up.</param>
/// <param name="Reply">The reply; null if none came in time.</param>
/// <param name="Request">Id of the request; of a report that of the admission it is about.</param>
/// <param name="Code">The ticket's code that was shown; empty for a palm. Of a withdrawal the party.</param>
/// <param name="IsSame">Whether the reply is an earlier admission of the same guest.</param>
sealed record Asked(
    string Lane, Purpose Purpose, string Account, double Begin, double End, Decision? Reply, ulong Request = 0, string Code = "", bool IsSame = false)
{
    /// <summary>Whether it is a decision; <i>unavailable</i> and <i>too late</i> tell the guest to use the ticket.</summary>
    public bool IsDecided => Reply is not (null or Decision.Unavailable or Decision.TooLate);

    /// <summary>Whether a guest waited for it at a lane.</summary>
    public bool IsOfGuest => Purpose is not (Purpose.Passed or Purpose.NotPassed) && Lane != Office;

    /// <summary>Whether a palm was taken for somebody who is known.</summary>
    public bool IsRecognised => Purpose == Purpose.Palm && IsDecided && Reply is not (Decision.NotRecognised or Decision.Refused);

    /// <summary>Whether what was asked for has been done, as far as whoever asked knows.</summary>
    public bool IsDone => (Purpose, Reply) is (Purpose.Enrol, Decision.Enrolled or Decision.AlreadyEnrolled or Decision.Linked)
        or (Purpose.Delete, Decision.Deleted) or (Purpose.Withdraw, Decision.Noted)
        or (Purpose.Passed or Purpose.NotPassed, Decision.Noted);

    /// <summary>The request as ticketing's log names it.</summary>
    public string Key => $"{Lane}/{Request:x16}";

    /// <summary>Who asks over HTTP.</summary>
    public const string Office = "office";
}
