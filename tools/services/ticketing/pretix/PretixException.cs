namespace Pedestal.Ticketing;

/// <summary>Why pretix gave no answer.</summary>
enum PretixFault
{
    /// <summary>It cannot be reached, or does not respond in time.</summary>
    Unreachable,

    /// <summary>It asks for fewer requests; the exception says for how long.</summary>
    Busy,

    /// <summary>It does not accept the device's key, or does not let the device do this.</summary>
    Denied,

    /// <summary>It fails, or something else than pretix responds.</summary>
    Broken,

    /// <summary>It refuses this request as wrong.</summary>
    Refused,
}

/// <summary>pretix gave no answer. The message never quotes keys or codes.</summary>
sealed class PretixException(PretixFault fault, string message, TimeSpan wait = default, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    internal PretixFault Fault { get; } = fault;

    /// <summary>How long no further request may be sent.</summary>
    internal TimeSpan Wait { get; } = wait;
}
