namespace Pedestal.Messaging.Operators;

/// <summary>What an operator may do; each role may also do what those before it may.</summary>
public enum OperatorRole
{
    /// <summary>Looks up tickets and their history, and admits by hand.</summary>
    Steward,

    /// <summary>Also undoes entries, and blocks tickets.</summary>
    Supervisor,

    /// <summary>Also imports tickets, and changes events.</summary>
    Administrator,
}

/// <summary>A person who may act over HTTP.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Role">What the person may do.</param>
public sealed record Operator(string Name, OperatorRole Role);
