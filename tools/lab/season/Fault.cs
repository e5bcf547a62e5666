namespace Pedestal.Season;

/// <summary>What can go wrong with a pedestal in a season.</summary>
enum Fault
{
    /// <summary>The camera fails as it may: wedged, flipped bits, a FIFO of the wrong length.</summary>
    Camera,

    /// <summary>The camera's driver throws.</summary>
    CameraThrows,

    /// <summary>No look at the hand is usable.</summary>
    Looks,

    /// <summary>The range finder does not answer.</summary>
    PresenceSilent,

    /// <summary>The range finder sees a hand that is not there.</summary>
    PresenceStuck,

    /// <summary>The code reader does not answer.</summary>
    Reader,

    /// <summary>The gate's relay does not follow, or its contact does not tell.</summary>
    Gate,

    /// <summary>Memory is short.</summary>
    Memory,

    /// <summary>The time of day is not known.</summary>
    ClockUnset,

    /// <summary>The link throws what nobody has foreseen.</summary>
    Defect,

    /// <summary>The lane's thread hangs, until the supervisor restarts the pedestal or what holds it lets go.</summary>
    Hang,

    /// <summary>Wi-Fi, name server, certificate or broker: no connection.</summary>
    Link,

    /// <summary>The services get the requests and say nothing.</summary>
    Silence,

    /// <summary>Replies come after the budget.</summary>
    LateReplies,

    /// <summary>Every reply comes three times.</summary>
    RepeatedReplies,

    /// <summary>Replies to earlier requests come before and in place of the right one.</summary>
    ForeignReplies,

    /// <summary>Admissions that somebody else has made up: another key, altered bytes, noise.</summary>
    ForgedReplies,
}
