namespace Pedestal.Season;

/// <summary>The faults of a season.</summary>
enum Fault
{
    /// <summary>The camera has a fault: wedged, flipped bits, a FIFO of the wrong length.</summary>
    Camera,

    /// <summary>The camera's driver throws.</summary>
    CameraThrows,

    /// <summary>No capture of the hand is usable.</summary>
    UnusableCaptures,

    /// <summary>The range finder does not respond.</summary>
    PresenceSilent,

    /// <summary>The range finder reports a hand that is not there.</summary>
    PresenceStuck,

    /// <summary>The code reader does not respond.</summary>
    Reader,

    /// <summary>The gate's relay does not close, or its feedback contact does not.</summary>
    Gate,

    /// <summary>Admitted guests do not pass.</summary>
    NoPassage,

    /// <summary>A second guest slips through behind each admitted one.</summary>
    DoublePassage,

    /// <summary>The turnstile's PASS contact reports nobody.</summary>
    PassStuck,

    /// <summary>The PASS contact chatters.</summary>
    PassBounce,

    /// <summary>Guests pass when their time is over.</summary>
    LatePassage,

    /// <summary>Ticketing records reports of passages, and its replies are lost: they are sent again.</summary>
    ReportsTwice,

    /// <summary>The connection is cut after each admission, before the guest passes.</summary>
    LinkAfterAdmission,

    /// <summary>Memory is short.</summary>
    Memory,

    /// <summary>The time of day is unknown.</summary>
    ClockUnset,

    /// <summary>The link has a defect and throws.</summary>
    Defect,

    /// <summary>The lane's thread hangs, until the fault ends or the supervisor restarts the pedestal.</summary>
    Hang,

    /// <summary>No connection: Wi-Fi, name server, certificate or broker.</summary>
    Link,

    /// <summary>The broker in use closes its connections or falls silent; another one serves.</summary>
    BrokerGone,

    /// <summary>The services receive requests and do not reply.</summary>
    Silence,

    /// <summary>Replies arrive after the budget.</summary>
    LateReplies,

    /// <summary>Every reply arrives three times.</summary>
    RepeatedReplies,

    /// <summary>Replies to other requests arrive instead of the right one.</summary>
    ForeignReplies,

    /// <summary>Forged admissions arrive: another key, altered bytes, noise.</summary>
    ForgedReplies,
}
